import { ApiError, id, send } from '../../api.ts';
import { AuthorField, Form } from '../../components/Form.tsx';
import { words } from '../../format.ts';
import type { Customer, Scheme } from '../../types.ts';

/** Lets a person say that a segment is wrong; that changes nothing by itself, and is counted. */
export function Feedback({ customer, scheme }: { customer: Customer; scheme: Scheme }) {
  const tell = async ({ author, suggested, comment }: Record<string, string>) => {
    const body = {
      scheme: scheme.scheme, verdict: 'wrong-segment', author,
      suggested: suggested || null, comment: comment || null,
    };
    await send('POST', `customers/${id(customer.customer)}/feedback`, body).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'unknown-route')
        throw new Error('This site takes no feedback yet.');
      throw error;
    });
    return 'Noted. The customer is now among those who need attention.';
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
