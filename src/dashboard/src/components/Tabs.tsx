/** A choice among a few, as links that keep it in the address. */
export function Tabs({ label, items, chosen }: {
  label: string;
  items: { key: string; name: string; href: string }[];
  chosen: string;
}) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>{items.map(item => (
        <li key={item.key}>
          <a href={item.href} aria-current={item.key === chosen ? 'true' : undefined}>{item.name}</a>
        </li>
      ))}</ul>
    </nav>
  );
}
