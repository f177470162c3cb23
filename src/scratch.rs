//! Vectors whose memory a thread keeps from page to page.
//!
//! A page takes some two hundred vectors that are gone when it is done, and those of the next page are about as long. So a
//! thread keeps the memory of those that it is done with, empty, and takes it again: no lock, nothing that two threads share,
//! and nothing of a page but the size of its memory is left behind.

use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut};
use std::thread::LocalKey;

/// Bytes that a thread keeps, and of those the most in one vector: a page that is far longer than others frees its memory
/// as if there were no shelf.
const MOST: usize = 4 << 20;
const LONGEST: usize = 1 << 20;

/// Vectors of one type that a thread keeps.
const SHELF: usize = 32;

/// A vector that goes back to the shelf it came from.
#[derive(Debug, PartialEq)]
pub(crate) struct Scratch<T: Kept>(Vec<T>);

/// A text of the same kind.
#[derive(Debug)]
pub(crate) struct Text(String);

/// A type whose vectors are kept. Made by [`kept`].
pub(crate) trait Kept: Sized + 'static {
    fn shelf() -> &'static LocalKey<Shelf<Self>>;
}

/// Empty vectors of one type.
pub(crate) struct Shelf<T>(RefCell<Vec<Vec<T>>>);

impl<T> Shelf<T> {
    pub(crate) const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }
}

/// Gives a type its shelf.
macro_rules! kept {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::scratch::Kept for $type {
            fn shelf() -> &'static std::thread::LocalKey<$crate::scratch::Shelf<Self>> {
                thread_local! {
                    static SHELF: $crate::scratch::Shelf<$type> = const { $crate::scratch::Shelf::new() };
                }
                &SHELF
            }
        })*
    };
}
pub(crate) use kept;

kept!(bool, u8, u32, u64, usize, f32, Option<u32>);

thread_local! {
    /// Bytes on all shelves of the thread.
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

impl<T: Kept> Scratch<T> {
    /// Room for whatever comes.
    pub(crate) fn new() -> Self {
        Self(T::shelf().try_with(|shelf| shelf.take(0)).unwrap_or_default())
    }

    /// Room for so many.
    pub(crate) fn with_capacity(room: usize) -> Self {
        Self(T::shelf().try_with(|shelf| shelf.take(room)).unwrap_or_else(|_| Vec::with_capacity(room)))
    }

    /// The same value so many times.
    pub(crate) fn filled(value: T, count: usize) -> Self
    where
        T: Clone,
    {
        let mut filled = Self::with_capacity(count);
        filled.resize(count, value);
        filled
    }
}

impl<T: Kept> Drop for Scratch<T> {
    fn drop(&mut self) {
        let mut vector = std::mem::take(&mut self.0);
        vector.clear();
        // A thread that is ending has no shelf any more.
        let _ = T::shelf().try_with(|shelf| shelf.give(vector));
    }
}

/// A vector with room for whatever comes, to be given back by [`fitted`].
pub(crate) fn roomy<T: Kept>() -> Vec<T> {
    std::mem::take(&mut Scratch::new().0)
}

/// What a vector holds, without the room that is left in it: that goes to the shelf.
pub(crate) fn fitted<T: Kept>(vector: Vec<T>) -> Vec<T> {
    Scratch(vector).drain(..).collect()
}

/// The same for a text: [`roomy`].
pub(crate) fn roomy_text() -> String {
    std::mem::take(&mut Text::with_capacity(0).0)
}

/// The same for a text: [`fitted`].
pub(crate) fn fitted_text(text: String) -> String {
    Text(text).as_str().to_owned()
}

impl Text {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        let mut empty = Scratch::with_capacity(bytes);
        Self(String::from_utf8(std::mem::take(&mut empty.0)).unwrap_or_default())
    }
}

impl Drop for Text {
    fn drop(&mut self) {
        drop(Scratch(std::mem::take(&mut self.0).into_bytes()));
    }
}

impl<T> Shelf<T> {
    /// The least that has the room, and the most where it is not known how much that is.
    fn take(&self, room: usize) -> Vec<T> {
        let mut kept = self.0.borrow_mut();
        let fits = |(_, vector): &(usize, &Vec<T>)| vector.capacity() >= room;
        let by_room = |(_, vector): &(usize, &Vec<T>)| vector.capacity();
        let fitting = kept.iter().enumerate().filter(fits);
        let found = if room == 0 { fitting.max_by_key(by_room) } else { fitting.min_by_key(by_room) };
        match found {
            Some((at, _)) => {
                let vector = kept.swap_remove(at);
                BYTES.set(BYTES.get() - bytes(&vector));
                vector
            }
            None => Vec::with_capacity(rounded::<T>(room)),
        }
    }

    /// Keeps a vector, in place of the shortest if there is no room for one more.
    fn give(&self, vector: Vec<T>) {
        let mut kept = self.0.borrow_mut();
        let shortest = || kept.iter().enumerate().min_by_key(|(_, vector)| vector.capacity()).map(|(at, _)| at);
        let gone = if kept.len() == SHELF { shortest() } else { None };
        let (size, freed) = (bytes(&vector), gone.and_then(|at| kept.get(at)).map_or(0, bytes));
        if size <= freed || size > LONGEST || BYTES.get() - freed + size > MOST {
            return;
        }
        if let Some(at) = gone {
            kept.swap_remove(at);
        }
        BYTES.set(BYTES.get() - freed + size);
        kept.push(vector);
    }
}

/// Room in powers of two, so that what one page leaves fits the next; what is not kept anyway is as long as it has to be.
fn rounded<T>(room: usize) -> usize {
    let whole = room.checked_next_power_of_two().filter(|whole| whole.saturating_mul(size_of::<T>()) <= LONGEST);
    whole.filter(|_| room > 0).unwrap_or(room)
}

fn bytes<T>(vector: &Vec<T>) -> usize {
    vector.capacity() * size_of::<T>()
}

impl<T: Kept> Deref for Scratch<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Kept> DerefMut for Scratch<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl Deref for Text {
    type Target = String;

    fn deref(&self) -> &String {
        &self.0
    }
}

impl DerefMut for Text {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Clone for Text {
    fn clone(&self) -> Self {
        let mut clone = Self::with_capacity(self.len());
        clone.push_str(self);
        clone
    }
}

impl<T: Kept> Default for Scratch<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Kept + Clone> Clone for Scratch<T> {
    fn clone(&self) -> Self {
        let mut clone = Self::with_capacity(self.len());
        clone.extend_from_slice(self);
        clone
    }
}

impl<'a, T: Kept> IntoIterator for &'a Scratch<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Kept> FromIterator<T> for Scratch<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let values = values.into_iter();
        let mut vector = Self::with_capacity(values.size_hint().0);
        vector.extend(values);
        vector
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_comes_back_empty() {
        let mut first: Scratch<u64> = (0..100).collect();
        let place = first.as_ptr();
        first.push(7);
        drop(first);
        let second: Scratch<u64> = Scratch::with_capacity(50);
        assert!(second.is_empty() && second.as_ptr() == place);
        // Two at once are two.
        assert_ne!(Scratch::<u64>::with_capacity(50).as_ptr(), place);
    }

    #[test]
    fn memory_comes_back_empty_from_a_panic() {
        let place = std::panic::catch_unwind(|| {
            let begun = Scratch::filled(7_u64, 100);
            std::panic::resume_unwind(Box::new(begun.as_ptr() as usize));
        });
        let next: Scratch<u64> = Scratch::with_capacity(100);
        assert!(next.is_empty());
        assert_eq!(place.unwrap_err().downcast_ref(), Some(&(next.as_ptr() as usize)));
    }

    #[test]
    fn the_least_that_fits_is_taken() {
        let both: [Scratch<u32>; 2] = [1000, 10].map(Scratch::with_capacity);
        drop(both);
        let taken: [Scratch<u32>; 2] = [8, 600].map(Scratch::with_capacity);
        assert_eq!(taken.map(|vector| vector.capacity()), [16, 1024]);
    }

    #[test]
    fn room_that_can_be_kept_is_not_rounded_past_what_is_kept() {
        type Odd = [u32; 3];
        kept!(Odd);
        let room = LONGEST / size_of::<Odd>();
        drop(Scratch::<Odd>::with_capacity(room));
        assert_eq!(BYTES.get(), room * size_of::<Odd>());
    }

    #[test]
    fn what_a_thread_keeps_is_bounded() {
        drop(Scratch::<u64>::with_capacity(LONGEST));
        assert_eq!(BYTES.get(), 0);
        for _ in 0..2 {
            let many: Vec<Scratch<u64>> = (0..2 * SHELF).map(|_| Scratch::with_capacity(LONGEST / 8 / 2)).collect();
            let more: Vec<Scratch<u32>> = (0..2 * SHELF).map(|_| Scratch::with_capacity(100)).collect();
            drop((many, more));
            assert!(BYTES.get() > MOST / 2 && BYTES.get() <= MOST);
        }
        let kept = u64::shelf().with(|shelf| shelf.0.borrow().len());
        assert_eq!(kept, MOST / (LONGEST / 2));
    }
}
