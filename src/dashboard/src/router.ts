import { useEffect, useState } from 'preact/hooks';

/** Where the page is: the parts of the address behind `#/`, and its parameters. */
export interface Route {
  parts: string[];
  query: URLSearchParams;
}

/** The route of an address such as `#/moves/6/touch?owner=u-07`. */
export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  return {
    parts: path.split('/').filter(part => part !== '').map(decoded),
    query: new URLSearchParams(query),
  };
}

/** A part as it was before it was encoded; as it is when it was not, such as one with a lone `%`. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An address within the dashboard; parameters that are empty are left out. */
export function link(parts: (string | number)[], query: Record<string, string | null | undefined> = {}): string {
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) kept.set(name, value);
  }
  const path = parts.map(part => encodeURIComponent(part)).join('/');
  return `#/${path}${kept.size > 0 ? `?${kept}` : ''}`;
}

/** The present route; the component is drawn again when it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const onChange = () => setRoute(parse(location.hash));
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return route;
}

/** Sets a parameter of the present address, or takes it out when the value is empty. */
export function setQuery(name: string, value: string): void {
  const { parts, query } = parse(location.hash);
  location.hash = link(parts, { ...Object.fromEntries(query), [name]: value });
}
