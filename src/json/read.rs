//! Reads JSON text (RFC 8259) into a value, refusing what readers swallow: repeated keys, endless depth.

use serde_json::{Map, Number, Value};

use super::number;
use crate::fault::{Collector, ErrorCode, Fault, Faults, join};

/// Values nest at most so deep, in text and in objects.
pub(crate) const DEEPEST: usize = 64;

/// A key has at most so many bytes.
const LONGEST_KEY: usize = 1_000;

/// Reads JSON text of at most `largest` bytes; `path` is its place in the input.
pub(crate) fn parse(text: &str, path: &str, largest: usize) -> Result<Value, Faults> {
    if text.len() > largest {
        let expected = format!("at most {largest} bytes");
        return Err(Fault::new(ErrorCode::TooLarge, path, expected).into());
    }
    let mut reader = Reader {
        text,
        at: 0,
        path: path.to_owned(),
        faults: Collector::default(),
    };
    let mut read = reader.value(0);
    if reader.next().is_some() {
        read = None;
    }
    if read.is_none() && reader.faults.is_empty() {
        let (line, column) = reader.place();
        let place = format!("JSON; line {line}, column {column}");
        reader.faults.report(ErrorCode::NotJson, path, place);
    }
    reader.faults.finish(read)
}

/// A text being read. What returns `None` has come to its end: what is wrong is there, or among the faults.
struct Reader<'text> {
    text: &'text str,
    at: usize,
    /// Where in the value the reader is.
    path: String,
    faults: Collector,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.peek()?, b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
        self.peek()
    }

    /// Goes past this byte, if it is next.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// The line and the column of what was read last, from 1.
    fn place(&self) -> (usize, usize) {
        let read = self.text.as_bytes().iter().take(self.at + 1);
        read.fold((1, 0), |(line, column), byte| match byte {
            b'\n' => (line + 1, 0),
            _ => (line, column + 1),
        })
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        match self.next()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(Value::String),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number().map(Value::Number),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        word.bytes().try_for_each(|byte| self.take(byte))?;
        Some(value)
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.members(b']', |reader| {
            let item = reader.member(&items.len().to_string(), depth)?;
            items.push(item);
            Some(())
        })?;
        Some(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut map = Map::new();
        self.members(b'}', |reader| {
            let key = reader.string()?;
            reader.next()?;
            reader.take(b':')?;
            let value = reader.member(&key, depth)?;
            if map.contains_key(&key) {
                let path = join(&reader.path, &key);
                let faults = &mut reader.faults;
                faults.report(ErrorCode::DuplicateKey, path, "each key once");
            }
            map.insert(key, value);
            Some(())
        })?;
        Some(Value::Object(map))
    }

    /// What stands between brackets, with commas between.
    fn members(&mut self, end: u8, mut member: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.next()? == end {
            return self.take(end);
        }
        loop {
            self.next()?;
            member(self)?;
            if self.next()? == end {
                return self.take(end);
            }
            self.take(b',')?;
        }
    }

    /// The value of a key or an index.
    fn member(&mut self, key: &str, depth: usize) -> Option<Value> {
        let refused = if key.len() > LONGEST_KEY {
            let expected = format!("keys of at most {LONGEST_KEY} bytes");
            Some((ErrorCode::TooLarge, expected))
        } else if depth >= DEEPEST {
            let expected = format!("values nested at most {DEEPEST} deep");
            Some((ErrorCode::TooDeep, expected))
        } else {
            None
        };
        if let Some((code, expected)) = refused {
            self.faults.report(code, self.path.clone(), expected);
            return None;
        }
        let outer = self.path.len();
        self.path.push_str(&join("", key));
        let value = self.value(depth + 1);
        self.path.truncate(outer);
        value
    }

    fn string(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut string = String::new();
        loop {
            let from = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | 0..=0x1F) {
                self.at += 1;
            }
            string.push_str(self.text.get(from..self.at)?);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(string);
                }
                b'\\' => {
                    self.at += 1;
                    string.push(self.escaped()?);
                }
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let escaped = self.peek()?;
        let character = match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return None,
        };
        self.at += 1;
        Some(character)
    }

    /// A character beyond the first 65,536 is written as two halves.
    fn code_point(&mut self) -> Option<char> {
        let unit = self.code_unit()?;
        if !(0xD800..0xDC00).contains(&unit) {
            return char::from_u32(unit);
        }
        self.take(b'\\')?;
        let low = self.code_unit()?.checked_sub(0xDC00)?;
        let point = 0x1_0000 + ((unit - 0xD800) << 10) + low;
        (low < 0x400).then(|| char::from_u32(point)).flatten()
    }

    fn code_unit(&mut self) -> Option<u32> {
        self.take(b'u')?;
        (0..4).try_fold(0, |unit, _| {
            let digit = char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
            Some(unit * 16 + digit)
        })
    }

    fn number(&mut self) -> Option<Number> {
        let from = self.at;
        let negative = self.take(b'-').is_some();
        if self.take(b'0').is_none() {
            self.digits()?;
        }
        let mut whole = true;
        if self.take(b'.').is_some() {
            whole = false;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            whole = false;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        let text = self.text.get(from..self.at)?;
        let integer = match (whole, negative) {
            (true, true) => text
                .parse()
                .ok()
                .filter(|whole: &i64| *whole != 0)
                .map(Number::from),
            (true, false) => text.parse::<u64>().ok().map(Number::from),
            _ => None,
        };
        // Past what a double holds there is nothing to read.
        integer.or_else(|| Number::from_f64(number::read(text)))
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::parse;
    use crate::fault::ErrorCode;

    fn read(text: &str) -> Option<Value> {
        parse(text, "", 1 << 20).ok()
    }

    #[test]
    fn text_reads_as_json_does() {
        let texts = [
            "null",
            " true ",
            "false",
            "0",
            "-0",
            "-0.0",
            "12",
            "-7",
            "1.5e3",
            "1E-2",
            "\"\"",
            "[]",
            "{}",
            "[ ]",
            "{ }",
            "[1,[2,{\"a\":[]}],\"\\u00e9\\ud83d\\ude00\\n\\/\"]",
            "{\"a\":{\"b\":null},\"c\":18446744073709551615}",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551616",
            "\"\\b\\f\\r\\t\\\"\\\\\"",
            "\"开播\"",
        ];
        for text in texts {
            assert_eq!(read(text), serde_json::from_str(text).ok(), "{text}");
            assert!(read(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let texts = [
            "",
            " ",
            "nul",
            "truee",
            "01",
            "1.",
            ".5",
            "+1",
            "-",
            "1e",
            "1e+",
            "[1,]",
            "[,1]",
            "[1",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800\\u0041\"",
            "\"a\nb\"",
            "1 2",
            "[1]]",
            "1e999",
            "NaN",
            "'a'",
            "// a",
            "\u{feff}1",
        ];
        for text in texts {
            assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
            let faults = parse(text, "/at", 1 << 20)
                .err()
                .map(|faults| faults.errors);
            let first = faults.as_deref().and_then(<[_]>::first);
            assert_eq!(
                first.map(|fault| fault.code),
                Some(ErrorCode::NotJson),
                "{text}"
            );
            assert_eq!(
                first.map(|fault| fault.path.as_str()),
                Some("/at"),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_serde_json_reads_it(text in r#"[\[\]{}",:0-9eE+\-. truefalsn\\u]{0,24}"#) {
            // Its map swallows a repeated key.
            let repeated = parse(&text, "", 1_000).err().is_some_and(|faults| {
                faults.errors.iter().all(|fault| fault.code == ErrorCode::DuplicateKey)
            });
            if !repeated {
                prop_assert_eq!(read(&text), serde_json::from_str(&text).ok());
            }
        }

        #[test]
        fn strings_are_read_as_they_were_written(string in any::<String>()) {
            let text = serde_json::to_string(&string).unwrap_or_default();
            prop_assert_eq!(read(&text), Some(Value::String(string)));
        }
    }
}
