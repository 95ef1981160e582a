import { id, send } from '../../api.ts';
import { AuthorField, Form } from '../../components/Form.tsx';
import { counted, words } from '../../format.ts';
import type { Customer, Scheme } from '../../types.ts';

/** What a vote came to. */
interface Votes {
  votes: number;
  wrong: number;
  needsAttention: boolean;
}

/** How many say wrong before the customer needs attention, when they are more than those who say right. */
const wrongVotes = 3;

/** Lets a person say that a segment is wrong; that changes nothing by itself, and is counted. */
export function Feedback({ customer, scheme }: { customer: Customer; scheme: Scheme }) {
  const tell = async ({ author, suggested, comment }: Record<string, string>) => {
    const body = {
      scheme: scheme.scheme, verdict: 'wrong-segment', author,
      suggested: suggested || null, comment: comment || null,
    };
    const { votes, wrong, needsAttention } = await send<Votes>(
      'POST', `customers/${id(customer.customer)}/feedback`, body);
    if (needsAttention) return 'Noted. The customer is now among those who need attention.';
    return wrong < wrongVotes ? `Noted: ${wrong} of the ${wrongVotes} votes that raise it.`
      : `Noted: ${wrong} of ${counted(votes, 'vote')} say wrong; it takes more than half to raise it.`;
  };
  const others = scheme.segments.filter(one => one.segment !== customer.segments[scheme.scheme]?.segment);
  return (
    <section>
      <Form title="Wrong segment?" button="Say so" send={tell}>
        <p class="quiet small">Nothing moves because of it; those who own the definition see it.</p>
        <label>Better in {words(scheme.scheme)}
          <select name="suggested">
            <option value="">I cannot say</option>
            {others.map(one => <option key={one.segment} value={one.segment}>{one.name}</option>)}
          </select>
        </label>
        <label>Comment <input name="comment" maxLength={500} /></label>
        <AuthorField />
      </Form>
    </section>
  );
}
