//! The `dehusk` command: the article of a page on standard output, and the evaluation of the extractor.

mod batch;
mod eval;
mod explain;
mod extract;
mod failure;
mod favor;
mod features;
mod input;
mod json;
mod progress;
mod settings;
mod terminal;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// Prints what a person came to a web page to read, without navigation, link lists, widgets and footers
///
/// Each FILE is an HTML page, gzipped or not. Without FILE, or where FILE is -, the page comes from standard input.
/// The exit code is 1 if a page could not be read; the others are printed all the same.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, max_term_width = 100, after_long_help = MORE_HELP)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    extract: extract::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    Batch(batch::Arguments),
    Eval(eval::Arguments),
    Features(features::Arguments),
}

const MORE_HELP: &str = "\
JSON:
  One object a page, on a line of its own; the crate's documentation has its JSON Schema.
    file       as given; - for standard input
    url        the page's address, where given
    title      the headline without the site's name, or null
    origin     where the text was found: visible, noscript, json-ld, hydration or nowhere
    kind       article, forum, product, collection, listing, documentation or service, or null;
               kind_probability says how sure that is
    confidence the word F1 that the text is expected to have, from 0 to 1
    doubt      what speaks against the text, or null: robot-check (a check for robots stands in place
               of the page), script-page (scripts are to fill it), cookie-wall, paywall (a teaser),
               link-list (mostly links) or scope (unsure where the content ends)
    charset    name, source (how it was found) and had_errors (whether bytes had to be replaced)
    truncated  the limit that cut the page, or null
    metadata   what the page says about itself, each with its value and its source: title, authors,
               published, modified, language, direction, site_name, description, canonical_url,
               image, section, tags, licence, next_url
    text       the article
    blocks     the article in typed blocks, in order. Each has
                 kind      paragraph, heading, list-item, quote, code, definition, table, figure,
                           separator, math or video
                 text      its part of the article's text
                 score     the probability of being content
                 path      the elements around it
               and where they apply
                 level     of a heading, 1 to 6
                 list      depth, ordered, number
                 quotes    how many quotations are around it
                 term      true in a term of a definition list, false in a description
                 language  of code
                 image     source, alt
                 video     its address
                 runs      text of one style: text, link, image, and true for each of strong,
                           emphasis, code, struck, sub, sup, math
                 rows      of a table, each a list of cells: runs, header, columns, rows
    comments   with --comments, where there are any: blocks as above
    scored     with --explain: every text of the page that was scored, in order: kind, level, text,
               score, link_ratio, kept, rule (what decided beside the score, if anything did), path,
               reasons (the features that moved the score most)

Examples:
  dehusk page.html
      The article's text.
  curl -s https://example.org/ | dehusk --url https://example.org/
      The same of a page on the web.
  dehusk --explain page.html | less
      Every block of the page: kept or dropped, its score, where it stands.
  dehusk --format markdown --url https://example.org/ice page.html > ice.md
      With headings, lists, tables, code, links and images.
  dehusk --input text page.txt
      The article of a page that was flattened to text.
  dehusk --include 'main, article' --exclude .newsletter page.html
      Nothing but what stands in some elements, and not in others.
  dehusk --format json *.html > pages.jsonl
      A line of JSON for each page.
  dehusk batch crawl/ CC-MAIN-*.warc.gz > articles.jsonl
      The same of folders and archives, on all processors.
  dehusk -- eval
      A page in a file that has the name of a subcommand.

Colours are left out where the output is not a terminal or NO_COLOR is set.";

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let result = match &line.command {
        Some(Command::Batch(arguments)) => batch::run(arguments),
        Some(Command::Eval(arguments)) => eval::run(arguments),
        Some(Command::Features(arguments)) => features::run(arguments),
        // Waiting for someone to type a page would look like a command that hangs.
        None if line.extract.waits_for_terminal() => {
            let message = "no FILE, and standard input is a terminal";
            CommandLine::command().error(ErrorKind::MissingRequiredArgument, message).exit()
        }
        None => match line.extract.conflict() {
            Some(message) => CommandLine::command().error(ErrorKind::ArgumentConflict, message).exit(),
            None => extract::run(&line.extract),
        },
    };
    result.unwrap_or_else(Failure::exit)
}
