// On paper nothing can be unfolded: everything is, as long as it is printed.

/**
 * Unfolds all disclosures within `root`, and within the shadows there, while it is printed, and folds those again that were folded.
 *
 * @returns What ends it.
 */
export function printWhole(root: ParentNode): () => void {
  let unfolded: readonly HTMLDetailsElement[] = [];
  const unfold = () => {
    const folded = [...disclosuresIn(root)].filter(({ open }) => !open);
    unfolded = [...unfolded, ...folded];
    for (const details of folded) details.open = true;
  };
  const fold = () => {
    for (const details of unfolded) details.open = false;
    unfolded = [];
  };
  const paper = matchMedia("print");
  const turn = () => (paper.matches ? unfold() : fold());
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
  paper.addEventListener("change", turn);
  return () => {
    removeEventListener("beforeprint", unfold);
    removeEventListener("afterprint", fold);
    paper.removeEventListener("change", turn);
  };
}

function* disclosuresIn(root: ParentNode): Generator<HTMLDetailsElement> {
  for (const element of root.querySelectorAll("*")) {
    if (element instanceof HTMLDetailsElement) yield element;
    if (element.shadowRoot) yield* disclosuresIn(element.shadowRoot);
  }
}
