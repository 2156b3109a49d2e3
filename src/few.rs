//! Order among few elements. The standard library's sorts and trees cost kilobytes of brotli for each type they are used
//! with; these lists hold tens of elements, and documents are bounded (`docs/decisions`).

/// Sorts by insertion, keeping equal elements in their order.
pub(crate) fn sort_by<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut place = end;
        while place > 0 {
            let (left, right) = (place - 1, place);
            let moves = matches!((items.get(right), items.get(left)), (Some(one), Some(two)) if before(one, two));
            if !moves {
                break;
            }
            items.swap(left, right);
            place = left;
        }
    }
}

/// Sorts, and keeps each value once.
pub(crate) fn sort_unique<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, |one, two| one < two);
    items.dedup();
}
