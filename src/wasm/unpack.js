// Makes a plain object of what pack.rs packed: the tags are its.

const FIXED = [null, false, true, undefined];
const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/**
 * @param {Int32Array} words
 * @param {string} text
 * @returns {unknown}
 */
export function unpack(words, text) {
  /** @type {string[][]} */
  const kinds = [];
  let at = 0;
  let from = 0;

  function read() {
    const word = words[at++];
    const number = word >> 3;
    switch (word & 7) {
      case 0:
        return FIXED[number];
      case 1:
        return number;
      case 2:
        halves[0] = words[at++];
        halves[1] = words[at++];
        return double[0];
      case 3:
        from += number;
        return text.slice(from - number, from);
      case 4:
        return list(number);
      case 5:
        return first(number);
      default:
        return record(kinds[number]);
    }
  }

  function list(length) {
    const items = [];
    for (let left = length; left > 0; left--) items.push(read());
    return items;
  }

  /** The first record of a kind: its fields' names stand before their values. */
  function first(count) {
    const names = [];
    const record = {};
    for (let left = count; left > 0; left--) {
      const name = read();
      names.push(name);
      field(record, name);
    }
    kinds.push(names);
    return record;
  }

  function record(names) {
    const record = {};
    for (const name of names) field(record, name);
    return record;
  }

  function field(record, name) {
    const value = read();
    if (value !== undefined) record[name] = value;
  }

  return read();
}
