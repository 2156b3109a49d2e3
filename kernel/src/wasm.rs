//! The boundary: the caller puts programs, columns and answers where it likes in the memory that it grows.
#![allow(
    unsafe_code,
    reason = "the memory is the caller's, who says where things are"
)]

use core::slice::{from_raw_parts, from_raw_parts_mut};

use crate::{Block, Outputs, Plane, ROWS, run};

/// Where a column is.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// 0 for days, 1 for bytes, 2 for numbers.
    kind: u32,
    values: *const u8,
}

/// Screens rows, and counts those that cannot be: see [`run`].
///
/// # Safety
///
/// Everything lies where it is said, aligned to sixteen bytes, and nothing on anything else: the columns and the answers
/// for a multiple of 1,024 rows, as many planes as the program says.
#[unsafe(no_mangle)]
#[allow(
    clippy::too_many_arguments,
    reason = "JavaScript passes numbers, not structures"
)]
pub(crate) unsafe extern "C" fn screen(
    program: *const u32,
    words: usize,
    columns: *const Column,
    count: usize,
    rows: usize,
    planes: *const Plane,
    outcomes: *mut u8,
    unmet: *mut u8,
    unknown: *mut u8,
) -> usize {
    // SAFETY: what the caller promises.
    let (program, columns) = unsafe {
        (
            from_raw_parts(program, words),
            from_raw_parts(columns, count),
        )
    };
    let [used, stride, ..] = program else {
        return 0;
    };
    let padded = rows.next_multiple_of(ROWS);
    let bytes = padded * *stride as usize;
    // SAFETY: what the caller promises.
    let (planes, mut outputs) = unsafe {
        (
            from_raw_parts(planes, *used as usize),
            Outputs {
                outcomes: from_raw_parts_mut(outcomes, padded),
                unmet: from_raw_parts_mut(unmet, bytes),
                unknown: from_raw_parts_mut(unknown, bytes),
            },
        )
    };
    let block = |column: u32, first: usize| {
        let column = columns.get(column as usize)?;
        // SAFETY: what the caller promises; only whole blocks are asked for.
        Some(unsafe {
            match column.kind {
                0 => Block::Days(&*column.values.cast::<i32>().add(first).cast()),
                1 => Block::Bytes(&*column.values.add(first).cast()),
                _ => Block::Numbers(&*column.values.cast::<f64>().add(first).cast()),
            }
        })
    };
    run(program, block, rows, planes, &mut outputs)
}
