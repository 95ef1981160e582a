import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A chart whose code is loaded when it is first shown; what it draws is told in a table beside it, too. */
function lazy<T extends object>(load: () => Promise<FunctionComponent<T>>): FunctionComponent<T> {
  let loaded: FunctionComponent<T> | null = null;
  return function Lazy(props: T) {
    const [, setReady] = useState(loaded !== null);
    useEffect(() => {
      if (loaded === null) load().then(chart => { loaded = chart; setReady(true); }, () => undefined);
    }, []);
    const Chart = loaded;
    return Chart ? <Chart {...props} /> : <div class="chart-room" />;
  };
}

/** Flows between segments; see `Sankey.tsx`. */
export const Sankey = lazy(() => import('./Sankey.tsx').then(file => file.Sankey));

/** Values over time; see `Trend.tsx`. */
export const Trend = lazy(() => import('./Trend.tsx').then(file => file.Trend));
