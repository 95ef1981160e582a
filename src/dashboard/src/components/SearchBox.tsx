/** The search that is always at hand. */
export function SearchBox() {
  return <div class="search" />;
}
