//! Writes planes as the flat program that the kernel runs: what its words mean is said there.

use std::collections::BTreeMap;

use super::column::{ColumnArray, Says, array, is_whole, stretches};
use crate::policy::document::ValueType;
use crate::policy::program::Slot;
use crate::truth::planes::{Id, Place, Plane, Planes};

/// What a step does, by the kernel's numbers.
const DAY: u32 = 0;
const BYTE: u32 = 1;
const NUMBER: u32 = 2;
const LATER: u32 = 3;
const FRACTION: u32 = 4;
const DAY_OUTSIDE: u32 = 5;
const BYTE_OUTSIDE: u32 = 6;
const ALL: u32 = 7;
const AND: u32 = 8;
const OR: u32 = 9;
const AND_NOT: u32 = 10;
const XOR: u32 = 11;
const NOT: u32 = 12;
const SAME: u32 = 13;

/// The outputs, by the kernel's numbers.
const OUTCOMES: u32 = 0;
const UNMET: u32 = 1;
const UNKNOWN: u32 = 2;

/// The program over the columns of these slots.
pub(super) fn program(planes: &Planes, slots: &[Slot], columns: &[usize]) -> Vec<u32> {
    let mut writer = Writer {
        planes,
        slots,
        columns,
        steps: Vec::new(),
        written: BTreeMap::new(),
        registers: vec![None; planes.planes.len()],
    };
    writer.write();
    let bits = |place: usize| planes.asked.iter().filter_map(move |pair| pair.get(place));
    let outputs = [
        (OUTCOMES, vec![planes.undetermined, planes.eligible]),
        (UNMET, bits(0).copied().collect()),
        (UNKNOWN, bits(1).copied().collect()),
    ];
    let mut packs: Vec<(u32, usize, Vec<u32>)> = Vec::new();
    for (output, ids) in outputs {
        for (byte, eight) in ids.chunks(8).enumerate() {
            packs.push((
                output,
                byte,
                eight.iter().map(|id| writer.register(*id)).collect(),
            ));
        }
    }
    let impossible = writer.register(planes.impossible);
    let kept = packs.iter().flat_map(|(_, _, bits)| bits);
    let mut kept: Vec<u32> = kept.chain([&impossible]).copied().collect();
    let needed = needed(&writer.steps, &kept);
    let (steps, moved) = compared_first(&writer.steps, &needed);
    let new = |register: u32| moved.get(place(register)).copied().unwrap_or_default();
    kept.iter_mut().for_each(|own| *own = new(*own));
    let (steps, homes, used) = settle(&steps, kept);
    let home = |register: u32| homes.get(place(new(register))).copied().unwrap_or_default();
    let mut words = vec![
        used,
        word(planes.asked.len().div_ceil(8)),
        home(impossible),
        word(steps.len()),
    ];
    words.extend(steps.into_iter().flatten());
    for (output, byte, bits) in packs {
        let mut homes = [0; 8];
        for (own, bit) in homes.iter_mut().zip(&bits) {
            *own = home(*bit);
        }
        words.extend([output, word(byte), word(bits.len())]);
        words.extend(homes);
    }
    words
}

fn word(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn place(word: u32) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}

/// What a step does and reads; it writes the register of its own place.
type Step = [u32; 4];

/// Writes steps, each into a register of its own.
struct Writer<'input> {
    planes: &'input Planes,
    slots: &'input [Slot],
    columns: &'input [usize],
    steps: Vec<Step>,
    written: BTreeMap<Step, u32>,
    /// The register of each expression.
    registers: Vec<Option<u32>>,
}

impl Writer<'_> {
    /// Writes every expression that an output needs, those it reads first.
    fn write(&mut self) {
        let planes = &self.planes.planes;
        let mut needed = vec![false; planes.len()];
        let outputs = [
            self.planes.undetermined,
            self.planes.eligible,
            self.planes.impossible,
        ];
        for id in outputs.iter().chain(self.planes.asked.iter().flatten()) {
            needed.get_mut(*id).into_iter().for_each(|own| *own = true);
        }
        for id in (0..planes.len()).rev() {
            if needed.get(id) == Some(&true) {
                for read in self.reads(id).into_iter().flat_map(|(_, read)| read) {
                    needed.get_mut(read).into_iter().for_each(|own| *own = true);
                }
            }
        }
        for id in (0..planes.len()).filter(|id| needed.get(*id) == Some(&true)) {
            let register = self.expression(id);
            self.registers
                .get_mut(id)
                .into_iter()
                .for_each(|own| *own = Some(register));
        }
    }

    /// The step of an expression that reads others, and which.
    fn reads(&self, id: Id) -> Option<(u32, [Id; 2])> {
        let inverse = |id: Id| match self.planes.planes.get(id) {
            Some(Plane::Not(inner)) => Some(*inner),
            _ => None,
        };
        match *self.planes.planes.get(id)? {
            Plane::And(one, two) => Some(match (inverse(one), inverse(two)) {
                (_, Some(inner)) => (AND_NOT, [one, inner]),
                (Some(inner), None) => (AND_NOT, [two, inner]),
                (None, None) => (AND, [one, two]),
            }),
            Plane::Or(one, two) => Some((OR, [one, two])),
            Plane::Not(inner) => Some((NOT, [inner, inner])),
            _ => None,
        }
    }

    fn expression(&mut self, id: Id) -> u32 {
        if let Some((step, [one, two])) = self.reads(id) {
            return self.step([step, self.register(one), self.register(two), 0]);
        }
        match self.planes.planes.get(id) {
            Some(Plane::Always(true)) => self.step([ALL, 1, 0, 0]),
            Some(Plane::Among(slot, choices)) => {
                let is = |says: Says| says.map(|choice| choices.get(choice) == Some(&true));
                self.among(*slot, is)
            }
            Some(Plane::Outside(slot)) => self.outside(*slot),
            Some(Plane::Greater(one, two)) => {
                self.step([LATER, self.column(*one), self.column(*two), 0])
            }
            _ => self.step([ALL, 0, 0, 0]),
        }
    }

    fn register(&self, id: Id) -> u32 {
        self.registers
            .get(id)
            .copied()
            .flatten()
            .unwrap_or_default()
    }

    fn column(&self, slot: usize) -> u32 {
        let column = self.columns.iter().position(|own| *own == slot);
        column.map_or(u32::MAX, word)
    }

    fn step(&mut self, step: Step) -> u32 {
        if let Some(register) = self.written.get(&step) {
            return *register;
        }
        let register = word(self.steps.len());
        self.steps.push(step);
        self.written.insert(step, register);
        register
    }

    fn slot(&self, slot: usize) -> Option<(ValueType, &Place)> {
        Some((self.slots.get(slot)?.kind, self.planes.places.get(slot)?))
    }

    /// The rows whose value lies in the stretches that are meant; those of which nothing is meant may come out either way.
    fn among(&mut self, slot: usize, is: impl Fn(Says) -> Option<bool>) -> u32 {
        let Some((kind, place)) = self.slot(slot) else {
            return self.step([ALL, 0, 0, 0]);
        };
        let stretches = stretches(kind, place);
        let first = stretches.iter().find_map(|(_, says)| is(*says));
        let mut inside = first == Some(true);
        let mut found: Option<u32> = None;
        // What is not meant goes with what comes after it: then more planes begin at the same values.
        let mut gap = None;
        for (start, says) in stretches.into_iter().skip(1) {
            let Some(own) = is(says) else {
                gap = gap.or(Some(start));
                continue;
            };
            let start = gap.take().unwrap_or(start);
            if own != inside {
                let reached = self.reaches(slot, kind, start);
                found = Some(found.map_or(reached, |before| self.step([XOR, before, reached, 0])));
                inside = !inside;
            }
        }
        match (found, first == Some(true)) {
            (Some(found), true) => self.turned(found),
            (Some(found), false) => found,
            (None, always) => self.step([ALL, u32::from(always), 0, 0]),
        }
    }

    /// The rows that are not in a register, which a step has just made.
    fn turned(&mut self, register: u32) -> u32 {
        match self.steps.get(place(register)) {
            Some(&[XOR, one, two, _]) => self.step([SAME, one, two, 0]),
            _ => self.step([NOT, register, register, 0]),
        }
    }

    /// The rows that say nothing the slot can be.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "days and bytes are written as such"
    )]
    fn outside(&mut self, slot: usize) -> u32 {
        let Some((kind, known)) = self.slot(slot) else {
            return self.step([ALL, 0, 0, 0]);
        };
        let (domain, column) = (known.domain, self.column(slot));
        match array(kind) {
            ColumnArray::Int32Array if domain.some() => {
                let [lo, hi] = [domain.lo, domain.hi].map(|day| (day as i32).cast_unsigned());
                let outside = self.step([DAY_OUTSIDE, column, lo, hi]);
                if domain.none {
                    return outside;
                }
                let known = self.reaches(slot, kind, f64::from(i32::MIN + 1));
                let later = self.reaches(slot, kind, f64::from(i32::MIN + 2));
                let never = self.step([AND_NOT, known, later, 0]);
                self.step([OR, outside, never, 0])
            }
            ColumnArray::Uint8Array => {
                let hi = u32::try_from(domain.hi).unwrap_or_default();
                self.step([BYTE_OUTSIDE, column, hi, 0])
            }
            _ => {
                let outside = self.among(slot, |says| Some(says.is_none()));
                if !is_whole(kind) {
                    return outside;
                }
                let fraction = self.step([FRACTION, column, 0, 0]);
                self.step([OR, outside, fraction, 0])
            }
        }
    }

    /// The rows whose value is no less than this one.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "stretches of days begin with days, those of bytes with bytes"
    )]
    fn reaches(&mut self, slot: usize, kind: ValueType, least: f64) -> u32 {
        let column = self.column(slot);
        let bits = least.to_bits();
        self.step(match array(kind) {
            ColumnArray::Int32Array => [DAY, column, (least as i32).cast_unsigned(), 0],
            ColumnArray::Uint8Array => [BYTE, column, u32::from(least as u8), 0],
            ColumnArray::Float64Array => [NUMBER, column, bits as u32, (bits >> 32) as u32],
        })
    }
}

/// Which steps something kept is made from.
fn needed(steps: &[Step], kept: &[u32]) -> Vec<bool> {
    let mut needed = vec![false; steps.len()];
    for register in kept {
        needed
            .get_mut(place(*register))
            .into_iter()
            .for_each(|own| *own = true);
    }
    for (own, step) in steps.iter().enumerate().rev() {
        if needed.get(own) == Some(&true) {
            for register in read(step) {
                needed
                    .get_mut(place(register))
                    .into_iter()
                    .for_each(|own| *own = true);
            }
        }
    }
    needed
}

/// The steps that are needed, those that compare columns first, column by column: the kernel takes neighbours of one column
/// together. With them, the new register of each old one.
fn compared_first(steps: &[Step], needed: &[bool]) -> (Vec<Step>, Vec<u32>) {
    let needed = || {
        let steps = steps.iter().enumerate().zip(needed);
        steps.filter(|(_, needed)| **needed).map(|(step, _)| step)
    };
    let mut order: Vec<(usize, &Step)> = needed().filter(|(_, step)| is_compared(step)).collect();
    crate::order::sort_by(&mut order, |(_, one), (_, two)| one < two);
    order.extend(needed().filter(|(_, step)| !is_compared(step)));
    let mut moved = vec![0; steps.len()];
    for (new, (old, _)) in order.iter().enumerate() {
        moved
            .get_mut(*old)
            .into_iter()
            .for_each(|own| *own = word(new));
    }
    let steps = order.into_iter().map(|(_, step)| {
        let mut step = *step;
        let [what, words @ ..] = &mut step;
        if *what >= AND {
            let read = words.iter_mut().take(2);
            read.for_each(|word| *word = moved.get(place(*word)).copied().unwrap_or_default());
        }
        step
    });
    (steps.collect(), moved)
}

/// Whether a step compares a column.
const fn is_compared([what, ..]: &Step) -> bool {
    *what <= BYTE_OUTSIDE
}

/// Gives registers homes among as few planes as their lives allow: the steps with them, the home of every register, and how
/// many planes there are. `kept` live to the end.
fn settle(steps: &[Step], kept: Vec<u32>) -> (Vec<[u32; 5]>, Vec<u32>, u32) {
    let mut last = vec![0; steps.len()];
    for (own, step) in steps.iter().enumerate() {
        for register in read(step) {
            last.get_mut(place(register))
                .into_iter()
                .for_each(|last| *last = own);
        }
    }
    for register in kept {
        last.get_mut(place(register))
            .into_iter()
            .for_each(|last| *last = usize::MAX);
    }
    let mut homes = Vec::new();
    let mut free = Vec::new();
    let mut used = 0;
    let mut settled = Vec::new();
    for (own, step) in steps.iter().enumerate() {
        let home =
            |register: u32, homes: &[u32]| homes.get(place(register)).copied().unwrap_or_default();
        let mut moved = *step;
        let [what, words @ ..] = &mut moved;
        if *what >= AND {
            words
                .iter_mut()
                .take(2)
                .for_each(|word| *word = home(*word, &homes));
        }
        // What is read for the last time makes room for what is written.
        let mut ended: Vec<u32> = read(step)
            .filter(|register| last.get(place(*register)) == Some(&own))
            .collect();
        ended.dedup();
        free.extend(ended.into_iter().map(|register| home(register, &homes)));
        let to = free.pop().unwrap_or_else(|| {
            used += 1;
            used - 1
        });
        homes.push(to);
        let [what, one, two, more] = moved;
        settled.push([what, to, one, two, more]);
    }
    (settled, homes, used)
}

/// The registers a step reads.
fn read(step: &Step) -> impl Iterator<Item = u32> + use<> {
    let [what, one, two, _] = *step;
    let count = match what {
        NOT => 1,
        AND..=XOR | SAME => 2,
        _ => 0,
    };
    [one, two].into_iter().take(count)
}
