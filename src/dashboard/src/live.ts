import { useEffect } from 'preact/hooks';

const everyMs = 2000;

/** Loads again every two seconds while something is under way. */
export function useLive(isUnderWay: boolean, again: () => void): void {
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(again, everyMs);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
}
