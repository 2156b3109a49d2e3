//! Order. The standard library's sorts cost kilobytes of brotli for each type they are used with; most lists here hold
//! tens of elements, and the one sort for long ones is made once for all types (`docs/decisions/0022`).

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

/// Sorts a long list by merging, keeping equal elements in their order.
pub(crate) fn sort_many<T>(items: &mut Vec<T>, before: impl Fn(&T, &T) -> bool) {
    let order = merged(
        items.len(),
        &|one, two| matches!((items.get(one), items.get(two)), (Some(one), Some(two)) if before(one, two)),
    );
    let mut places: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(
        order
            .into_iter()
            .filter_map(|place| places.get_mut(place)?.take()),
    );
}

/// The places below `count` in order.
fn merged(count: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    // Many lists come in order: nothing is to be merged then.
    let is_ordered = (1..count).all(|two| !before(two, two - 1));
    let mut run = if is_ordered { count } else { 1 };
    while run < count {
        let mut next = Vec::with_capacity(count);
        for pair in order.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([one, lefts @ ..], [two, rights @ ..]) = (left, right) {
                if before(*two, *one) {
                    next.push(*two);
                    right = rights;
                } else {
                    next.push(*one);
                    left = lefts;
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        order = next;
        run *= 2;
    }
    order
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{sort_by, sort_many};

    proptest! {
        #[test]
        fn both_sort_and_keep_equal_elements_in_their_order(keys in prop::collection::vec(0..9_u8, 0..70)) {
            let mut sorted: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let (mut few, mut many) = (sorted.clone(), sorted.clone());
            sorted.sort_by_key(|(key, _)| *key);
            sort_by(&mut few, |one, two| one.0 < two.0);
            sort_many(&mut many, |one, two| one.0 < two.0);
            prop_assert_eq!(&few, &sorted);
            prop_assert_eq!(&many, &sorted);
        }
    }
}
