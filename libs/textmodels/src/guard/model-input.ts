import { withoutControlTokens } from './control-tokens.ts';
import { withoutHidden } from './hidden-characters.ts';

/** Somebody's words as a model is shown them: nothing hidden, nothing that a chat template takes for its own. */
export const forModel = (text: string): string => withoutControlTokens(withoutHidden(text));
