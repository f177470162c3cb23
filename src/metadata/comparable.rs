//! How names and titles are compared: letters and digits in lower case, anything else as one space.

/// Bytes of a text that is compared without an allocation; titles are no longer.
const ROOM: usize = 640;

/// Gives `look` a text as it is compared.
pub(super) fn comparable<T>(text: &str, look: impl FnOnce(&str) -> T) -> T {
    folded(text, true, look)
}

/// Gives `look` the letters and digits of a text in lower case, with nothing in between.
pub(super) fn squeezed<T>(text: &str, look: impl FnOnce(&str) -> T) -> T {
    folded(text, false, look)
}

fn folded<T>(text: &str, spaced: bool, look: impl FnOnce(&str) -> T) -> T {
    let mut room = [0; ROOM];
    if let Some(folded) = fold(text, spaced, &mut room) {
        return look(folded);
    }
    // A letter may get longer in lower case, and has a space before it at most.
    let mut room = vec![0; 4 * text.len()];
    look(fold(text, spaced, &mut room).unwrap_or_default())
}

/// Puts a text into a buffer as it is compared; `None` where it does not fit.
fn fold<'r>(text: &str, spaced: bool, room: &'r mut [u8]) -> Option<&'r str> {
    let (mut length, mut gap) = (0, false);
    if text.is_ascii() && text.len() <= room.len() {
        for byte in text.bytes() {
            let lower = LOWER[usize::from(byte)];
            if lower == 0 {
                gap = spaced && length > 0;
                continue;
            }
            if std::mem::take(&mut gap) {
                *room.get_mut(length)? = b' ';
                length += 1;
            }
            *room.get_mut(length)? = lower;
            length += 1;
        }
        return std::str::from_utf8(room.get(..length)?).ok();
    }
    for char in text.chars() {
        if !is_compared(char) {
            gap = spaced && length > 0;
            continue;
        }
        if std::mem::take(&mut gap) {
            *room.get_mut(length)? = b' ';
            length += 1;
        }
        if char.is_ascii() {
            *room.get_mut(length)? = char.to_ascii_lowercase() as u8;
            length += 1;
            continue;
        }
        for lower in char.to_lowercase() {
            // Sigma is one letter, whether it ends a word or not.
            let lower = if lower == 'ς' { 'σ' } else { lower };
            length += lower.encode_utf8(room.get_mut(length..length + lower.len_utf8())?).len();
        }
    }
    std::str::from_utf8(room.get(..length)?).ok()
}

/// Letters and digits of ASCII in lower case, and nothing for anything else.
const LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            lower[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};

fn is_compared(char: char) -> bool {
    if char.is_ascii() { char.is_ascii_alphanumeric() } else { char.is_alphanumeric() }
}

/// Whether a text, comparable, is `other`, which is not empty.
pub(super) fn is_comparable(text: &str, other: &str) -> bool {
    // Most texts differ in their first letter.
    let initial = text.bytes().find(u8::is_ascii_alphanumeric).zip(other.bytes().next());
    if text.is_ascii() && initial.is_none_or(|(one, other)| !one.eq_ignore_ascii_case(&other)) {
        return false;
    }
    !other.is_empty() && comparable(text, |folded| folded == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_by_letters_and_digits() {
        let comparable = |text| comparable(text, str::to_owned);
        let texts = [" – ", "Ice & Snow!", "Über-Eis 2", "ΟΔΟΣ", "οδος", "İce"].map(comparable);
        assert_eq!(texts, ["", "ice snow", "über eis 2", "οδοσ", "οδοσ", "i\u{307}ce"]);
        assert_eq!(squeezed("The Quay, 2", str::to_owned), "thequay2");
        let long = "Ice İ ".repeat(200);
        assert_eq!(comparable(&long), "ice i\u{307} ".repeat(200).trim_end());
    }

    #[test]
    fn texts_are_compared_as_if_made_comparable() {
        let texts =
            ["Ice & Snow!", "ice snow", "ICE", "Über Eis", "über", "ΟΔΟΣ", "οδος", "ice snow 2", " – ", "Ice-Snow"];
        let folded = texts.map(|text| comparable(text, str::to_owned));
        for (one, other) in texts.iter().flat_map(|one| folded.iter().map(move |other| (one, other))) {
            let expected = comparable(one, |folded| folded == other) && !other.is_empty();
            assert_eq!(is_comparable(one, other), expected, "{one:?} {other:?}");
        }
    }
}
