//! What ends a command early, and how the user hears of it.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// Why a command cannot go on.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever reads the output has seen enough, as `head` has: no error.
    OutputClosed,
    /// Anything else, for people; names the file.
    Because(String),
}

impl Failure {
    pub(crate) fn at(place: impl Display, reason: impl Display) -> Self {
        Self::Because(format!("{place}: {reason}"))
    }

    /// The failure to write to standard output.
    pub(crate) fn output(error: impl Into<io::Error>) -> Self {
        let error = error.into();
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::at("standard output", error),
        }
    }

    /// What to tell the user.
    pub(crate) fn reason(self) -> String {
        match self {
            Self::OutputClosed => "output closed".to_owned(),
            Self::Because(message) => message,
        }
    }

    /// Tells the user, if there is anything to tell.
    pub(crate) fn exit(self) -> ExitCode {
        match self {
            Self::OutputClosed => ExitCode::SUCCESS,
            Self::Because(message) => {
                complain(message);
                ExitCode::FAILURE
            }
        }
    }
}

impl From<dehusk::Error> for Failure {
    fn from(error: dehusk::Error) -> Self {
        Self::Because(error.to_string())
    }
}

/// A line on standard error.
pub(crate) fn complain(message: impl Display) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "dehusk: {message}");
}
