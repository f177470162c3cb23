//! The `dehusk` command: the article of a page on standard output, and the evaluation of the extractor.

mod eval;
mod explain;
mod extract;
mod failure;
mod favor;
mod features;
mod input;
mod json;
mod progress;

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
    Eval(eval::Arguments),
    Features(features::Arguments),
}

const MORE_HELP: &str = "\
JSON:
  One object a page, on a line of its own:
    file       as given; - for standard input
    title      the headline without the site's name, or null
    origin     where the text was found: visible, hidden, noscript or nowhere
    text       the article
    charset    name, source (how it was found) and had_errors (whether bytes had to be replaced)
    truncated  the limit that cut the page, or null
    blocks     every block of the page, in order: kind, level (of headings, or null), text,
               score (probability of being content), link_ratio, kept, path (elements around it)

Examples:
  dehusk page.html
      The article's text.
  curl -s https://example.org/ | dehusk --url https://example.org/
      The same of a page on the web.
  dehusk --explain page.html | less
      Every block of the page: kept or dropped, its score, where it stands.
  dehusk --input text page.txt
      The article of a page that was flattened to text.
  dehusk --format json *.html > pages.jsonl
      A line of JSON for each page.
  dehusk -- eval
      A page in a file that has the name of a subcommand.

Colours are left out where the output is not a terminal or NO_COLOR is set.";

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let result = match &line.command {
        Some(Command::Eval(arguments)) => eval::run(arguments),
        Some(Command::Features(arguments)) => features::run(arguments),
        // Waiting for someone to type a page would look like a command that hangs.
        None if line.extract.waits_for_terminal() => {
            let message = "no FILE, and standard input is a terminal";
            CommandLine::command().error(ErrorKind::MissingRequiredArgument, message).exit()
        }
        None => extract::run(&line.extract),
    };
    result.unwrap_or_else(Failure::exit)
}
