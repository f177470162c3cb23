//! The one error type of the crate. HTML is never an error; limits, files and labels can be.

use std::fmt;

/// Why an operation could not be carried out.
///
/// The cause is private, so that new ones can be added without a breaking release; ask
/// [`is_limit`](Error::is_limit) and its siblings, and print it for people.
#[derive(Debug)]
pub struct Error(Box<Cause>);

#[derive(Debug)]
enum Cause {
    Limit {
        what: &'static str,
        limit: usize,
        found: usize,
    },
    #[cfg(feature = "selectors")]
    Selector {
        selector: String,
        reason: String,
    },
    #[cfg(feature = "eval")]
    Io {
        place: String,
        source: std::io::Error,
    },
    #[cfg(feature = "eval")]
    Label {
        place: String,
        message: String,
    },
}

/// `Result` with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn limit(what: &'static str, limit: usize, found: usize) -> Self {
        Self(Box::new(Cause::Limit { what, limit, found }))
    }

    #[cfg(feature = "selectors")]
    pub(crate) fn selector(selector: &str, reason: String) -> Self {
        Self(Box::new(Cause::Selector { selector: selector.to_owned(), reason }))
    }

    #[cfg(feature = "eval")]
    pub(crate) fn io(place: impl fmt::Display, source: std::io::Error) -> Self {
        Self(Box::new(Cause::Io { place: place.to_string(), source }))
    }

    #[cfg(feature = "eval")]
    pub(crate) fn label(place: impl fmt::Display, message: impl fmt::Display) -> Self {
        Self(Box::new(Cause::Label { place: place.to_string(), message: message.to_string() }))
    }

    /// True if a limit of the [`Extractor`](crate::Extractor) was exceeded.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(*self.0, Cause::Limit { .. })
    }

    /// True if a CSS selector could not be understood.
    #[cfg(feature = "selectors")]
    #[must_use]
    pub fn is_selector(&self) -> bool {
        matches!(*self.0, Cause::Selector { .. })
    }

    /// True if a file could not be read or written.
    #[cfg(feature = "eval")]
    #[must_use]
    pub fn is_io(&self) -> bool {
        matches!(*self.0, Cause::Io { .. })
    }

    /// True if a corpus's label could not be understood.
    #[cfg(feature = "eval")]
    #[must_use]
    pub fn is_label(&self) -> bool {
        matches!(*self.0, Cause::Label { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Cause::Limit { what, limit, found } => write!(f, "{what}: {found} is over the limit of {limit}"),
            #[cfg(feature = "selectors")]
            Cause::Selector { selector, reason } => write!(f, "selector {selector:?}: {reason}"),
            #[cfg(feature = "eval")]
            Cause::Io { place, source } => write!(f, "{place}: {source}"),
            #[cfg(feature = "eval")]
            Cause::Label { place, message } => write!(f, "{place}: {message}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            #[cfg(feature = "eval")]
            Cause::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
