import { useEffect, useRef, useState } from 'preact/hooks';
import { get, id, type Page } from '../api.ts';
import { words } from '../format.ts';
import { useLoad } from '../load.ts';
import { link } from '../router.ts';
import { findCustomers } from '../search.ts';
import type { FoundCustomer, HistoryItem } from '../types.ts';
import { cause, segmentName } from '../words.ts';

const shown = 7;
const pauseMs = 150;

/** The search that is always at hand: `/` goes to it, Esc leaves it, and a result says where a customer is and why. */
export function SearchBox() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  useSlash(input);
  const found = useLoad(`search ${asked}`, () => findCustomers(asked, '', shown));
  const items = asked === '' ? [] : found.value?.items.slice(0, shown) ?? [];
  const go = (to: string) => { location.hash = to; setIsOpen(false); setText(''); input.current?.blur(); };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') { setIsOpen(false); setText(''); input.current?.blur(); }
    if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, items.length - 1));
    if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, -1));
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') event.preventDefault();
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    const item = items[chosen] ?? (items.length === 1 && asked === text.trim() ? items[0] : undefined);
    if (item) go(link(['customers', item.customer]));
    else if (text.trim() !== '') go(link(['customers'], { q: text.trim() }));
  };
  const isShown = isOpen && text.trim() !== '' && asked !== '';
  return (
    <form class="search" role="search" onSubmit={onSubmit}
      onFocusOut={event => { if (!event.currentTarget.contains(event.relatedTarget as Node)) setIsOpen(false); }}>
      <input ref={input} type="text" placeholder="Find a customer ( / )" aria-label="Find a customer by name, id or key"
        role="combobox" aria-expanded={isShown} aria-controls="results" autocomplete="off" value={text}
        aria-activedescendant={isShown && chosen >= 0 ? `result-${chosen}` : undefined} onKeyDown={onKey}
        onFocus={() => setIsOpen(true)}
        onInput={event => { setText(event.currentTarget.value); setIsOpen(true); setChosen(-1); }} />
      {isShown && (
        <div class="results" id="results" role="listbox" aria-label="Customers">
          {items.map((item, i) => (
            <div key={item.customer} id={`result-${i}`} role="option" aria-selected={i === chosen} tabIndex={-1}
              onClick={() => go(link(['customers', item.customer]))}><Found item={item} /></div>
          ))}
          {items.length === 0 && <p class="quiet">{found.error?.message
            ?? (found.isLoading ? 'Searching …' : `No customer has “${asked}” in its name, id or keys.`)}</p>}
        </div>
      )}
    </form>
  );
}

/** A result: who it is, its segments, and why it moved last. */
function Found({ item }: { item: FoundCustomer }) {
  const moves = useLoad(item.customer, () =>
    get<Page<HistoryItem>>(`customers/${id(item.customer)}/history`).catch(() => null));
  const move = moves.value?.items[0];
  return (
    <>
      <span class="result-name">{item.name ?? item.customer}</span>
      <span class="quiet small">{item.customer}{item.owner && ` · ${item.owner}`}</span>
      <span class="small">{Object.values(item.segments).map(words).join(' · ')}</span>
      {move && <span class="small quiet">
        {words(segmentName(move.from, true))} → {words(segmentName(move.to, false))} in
        run {move.run}: {cause(move.cause, move.causes)}
      </span>}
    </>
  );
}

/** Lets `/` go to the search, except where something is typed. */
function useSlash(input: { current: HTMLInputElement | null }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
