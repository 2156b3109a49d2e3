//! Packs an answer into words and one text; `unpack.js` makes plain objects of them.
//!
//! A word holds a tag in its three lowest bits and a number above. A record names its fields where its kind stands
//! first; the others of that kind give the values alone.

use std::fmt;

use serde::ser::{self, Impossible, Serialize, Serializer};

/// What a word says, as `unpack.js` has it.
#[derive(Clone, Copy)]
enum Tag {
    /// The number of a `Fixed`.
    Fixed,
    /// The whole number itself.
    Whole,
    /// The next two words are the halves of a double, the lower first.
    Double,
    /// So many UTF-16 units of the text, from where the last ones ended.
    Text,
    /// So many values follow.
    List,
    /// So many fields follow, each its name and its value; it is the next kind of record from where it ends.
    First,
    /// The values of the fields of that kind of record.
    Record,
}

/// What has no number.
#[derive(Clone, Copy)]
enum Fixed {
    Null,
    False,
    True,
    /// A field that is left out.
    Absent,
}

/// Records with the same fields: those of one type with as many. The variants of a tagged enum differ in their number.
type Kind = (&'static str, usize);

/// An answer, packed.
#[derive(Default)]
pub(super) struct Packed {
    pub(super) words: Vec<i32>,
    pub(super) text: String,
    kinds: Vec<Kind>,
}

impl Packed {
    pub(super) fn new<T: Serialize>(answer: &T) -> Self {
        let mut packed = Self::default();
        match answer.serialize(&mut packed) {
            Ok(()) => packed,
            Err(never) => match never {},
        }
    }

    fn word(&mut self, tag: Tag, number: i32) {
        self.words.push(number << 3 | tag as i32);
    }

    fn count(&mut self, tag: Tag, count: usize) {
        self.word(tag, i32::try_from(count).unwrap_or(i32::MAX));
    }

    fn fixed(&mut self, fixed: Fixed) {
        self.word(Tag::Fixed, fixed as i32);
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
        // As UTF-16 a character is one unit, and one more where UTF-8 takes four bytes; only its first byte starts it.
        let units = |byte: u8| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
        self.count(Tag::Text, text.bytes().map(units).sum());
    }

    fn number(&mut self, number: f64) {
        let whole = number as i32;
        // -0 is no whole number here, and what a word has no room for is none.
        if f64::from(whole).to_bits() == number.to_bits() && whole << 3 >> 3 == whole {
            return self.word(Tag::Whole, whole);
        }
        let bits = number.to_bits();
        self.word(Tag::Double, 0);
        self.words.extend([bits as i32, (bits >> 32) as i32]);
    }
}

/// The fields of a record.
pub(super) struct Fields<'a> {
    packed: &'a mut Packed,
    /// Where its word stands and its kind, if it is the first of that.
    first: Option<(usize, Kind)>,
    count: usize,
}

impl Fields<'_> {
    fn name(&mut self, name: &'static str) {
        self.count += 1;
        if self.first.is_some() {
            self.packed.text(name);
        }
    }
}

impl ser::SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.name(name);
        value.serialize(&mut *self.packed)
    }

    fn skip_field(&mut self, name: &'static str) -> Result<(), Never> {
        self.name(name);
        self.packed.fixed(Fixed::Absent);
        Ok(())
    }

    fn end(self) -> Result<(), Never> {
        if let Some((place, kind)) = self.first {
            let count = i32::try_from(self.count).unwrap_or(i32::MAX);
            if let Some(word) = self.packed.words.get_mut(place) {
                *word |= count << 3;
            }
            self.packed.kinds.push(kind);
        }
        Ok(())
    }
}

impl ser::SerializeSeq for &mut Packed {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl ser::SerializeTuple for &mut Packed {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

/// Packing does not fail.
#[derive(Debug)]
pub(super) enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        never()
    }
}

#[expect(
    clippy::panic,
    reason = "no answer holds such a thing: the build leaves this out"
)]
fn never() -> ! {
    panic!("an answer is made of records, lists, texts, numbers and booleans")
}

impl<'a> Serializer for &'a mut Packed {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeStruct = Fields<'a>;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), Never>;
    type SerializeTupleVariant = Impossible<(), Never>;
    type SerializeMap = Impossible<(), Never>;
    type SerializeStructVariant = Impossible<(), Never>;

    fn serialize_bool(self, value: bool) -> Result<(), Never> {
        self.fixed(if value { Fixed::True } else { Fixed::False });
        Ok(())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Never> {
        self.serialize_f64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Never> {
        self.serialize_f64(value as f64)
    }

    fn serialize_u32(self, value: u32) -> Result<(), Never> {
        self.serialize_f64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Never> {
        self.serialize_f64(value as f64)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Never> {
        self.number(value);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Never> {
        self.text(value);
        Ok(())
    }

    fn collect_str<T: ?Sized + fmt::Display>(self, value: &T) -> Result<(), Never> {
        self.text(&value.to_string());
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.fixed(Fixed::Null);
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Never> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Never> {
        self.count(Tag::List, length.unwrap_or_else(|| never()));
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, fields: usize) -> Result<Fields<'a>, Never> {
        let kind = (name, fields);
        let same = |known: &Kind| std::ptr::eq(known.0, name) && known.1 == fields;
        let known = self.kinds.iter().position(same);
        let first = known.is_none().then_some((self.words.len(), kind));
        match known {
            Some(known) => self.count(Tag::Record, known),
            None => self.count(Tag::First, 0),
        }
        Ok(Fields {
            packed: self,
            first,
            count: 0,
        })
    }

    fn serialize_i8(self, _: i8) -> Result<(), Never> {
        never()
    }

    fn serialize_i16(self, _: i16) -> Result<(), Never> {
        never()
    }

    fn serialize_u8(self, _: u8) -> Result<(), Never> {
        never()
    }

    fn serialize_u16(self, _: u16) -> Result<(), Never> {
        never()
    }

    fn serialize_f32(self, _: f32) -> Result<(), Never> {
        never()
    }

    fn serialize_char(self, _: char) -> Result<(), Never> {
        never()
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Never> {
        never()
    }

    fn serialize_unit(self) -> Result<(), Never> {
        never()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        never()
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Never> {
        self.count(Tag::List, length);
        Ok(self)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Never> {
        never()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Never> {
        never()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Never> {
        never()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Never> {
        never()
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Never> {
        never()
    }
}
