import type { Condition, Targeting } from '#contracts';
import { words } from './strings.ts';

const text = words.told;
const quoted = (values: readonly string[]): string => values.map((one) => `“${one}”`).join(text.or);

/** The conditions as a sentence. */
export const sayTargeting = (targeting: Targeting): string => (targeting.length === 0 ? text.all : text.only(targeting.map(say).join(text.and)));

function say(condition: Condition): string {
  switch (condition.kind) {
    case 'page': return text.page(words.operators[condition.operator], condition.value);
    case 'locale': return text.locale(condition.values.join(text.or));
    case 'signed_in': return condition.value ? text.signedIn : text.anonymous;
    case 'attribute': {
      const values = 'values' in condition ? quoted(condition.values) : typeof condition.value === 'number' ? String(condition.value) : quoted([condition.value]);
      return text.attribute(condition.name, condition.operator === 'one_of' ? words.operators.is : words.operators[condition.operator], values);
    }
  }
}
