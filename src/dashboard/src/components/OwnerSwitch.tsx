import { find } from '../api.ts';
import { count } from '../format.ts';
import { useLoad } from '../load.ts';
import { setQuery } from '../router.ts';

interface Owners {
  items: { owner: string; customers: number }[];
}

/** Shows a list for one owner of customers, or for all. The choice is kept in the address, as `?owner=`. */
export function OwnerSwitch({ owner }: { owner: string }) {
  const { value } = useLoad('owners', () => find<Owners>('owners'));
  const owners = value?.items ?? [];
  const isKnown = owner === '' || owners.some(one => one.owner === owner);
  return (
    <label class="switch">
      <span>Owner</span>
      <select value={owner} onChange={event => setQuery('owner', event.currentTarget.value)}>
        <option value="">all</option>
        {!isKnown && <option value={owner}>{owner}</option>}
        {owners.map(one => <option key={one.owner} value={one.owner}>{one.owner} ({count(one.customers)})</option>)}
      </select>
    </label>
  );
}
