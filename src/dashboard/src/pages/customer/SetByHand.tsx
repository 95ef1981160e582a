import { id, send } from '../../api.ts';
import { Confirm } from '../../components/Confirm.tsx';
import { AuthorField, Form } from '../../components/Form.tsx';
import { Section } from '../../components/Page.tsx';
import { date, words } from '../../format.ts';
import type { Customer, Scheme } from '../../types.ts';

const longestDays = 180;
const proposedDays = 90;

/** Sets a customer's segment by hand with a reason and an end, or takes that back. */
export function SetByHand({ customer, scheme, again }: { customer: Customer; scheme: Scheme; again: () => void }) {
  const path = `customers/${id(customer.customer)}/overrides/${id(scheme.scheme)}`;
  const segment = customer.segments[scheme.scheme];
  const name = (one: string) => scheme.segments.find(known => known.segment === one)?.name ?? words(one);
  const set = async ({ author, ...fields }: Record<string, string>) => {
    const answer = await send<{ run: number }>('PUT', path, { ...fields, author });
    return `Run ${answer.run} puts it into ${name(fields['segment'] ?? '')}. It is there in a moment.`;
  };
  return (
    <Section title="Set by hand">
      {segment?.override
        ? <TakeBack path={path} again={again} text={`${name(segment.override.segment)} until `
          + `${date(segment.override.expires)}: “${segment.override.reason}” (${segment.override.author})`} />
        : <p class="quiet small">You know what no data tell: what you set goes before the model until it ends.</p>}
      <Form title={`Set ${words(scheme.scheme)}`} button="Set it" send={set}>
        <label>Segment
          <select name="segment" defaultValue={segment?.segment}>
            {scheme.segments.map(one => <option key={one.segment} value={one.segment}>{one.name}</option>)}
          </select>
        </label>
        <label>Why <input name="reason" required maxLength={500} /></label>
        <label>Until <input name="expires" type="date" required min={inDays(1)} max={inDays(longestDays)}
          defaultValue={inDays(proposedDays)} /></label>
        <AuthorField />
      </Form>
    </Section>
  );
}

function TakeBack({ path, text, again }: { path: string; text: string; again: () => void }) {
  const act = async () => {
    await send('DELETE', path);
    again();
  };
  return (
    <>
      <p>{text}</p>
      <Confirm label="Take it back" title="Take this back?" yes="Take it back" act={act}>
        <p>{text}</p>
        <p>A run then puts the customer where the model says.</p>
      </Confirm>
    </>
  );
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
