import { controlTokenAt } from './control-tokens.ts';
import { agrees, firstCertain, secretAt, secretStarts, secretTail, type Reading, type SecretKind } from './secret-forms.ts';

/** What an answer held that nobody may see. */
export type OutputFinding = 'secret' | 'control_token' | 'prompt_leak';

const placeholders: Readonly<Record<SecretKind, string>> = {
  api_key: '[API key removed]', access_token: '[access token removed]', private_key: '[private key removed]',
};

type Found = SecretKind | 'control_token' | 'canary';

/**
 * Reads an answer as it comes and lets through what anybody may see, at once. Held back is only an end that can still
 * become a secret, a mark of a chat template or the canary; what is said does not depend on where the pieces were cut.
 */
export class OutputGuard {
  readonly findings = new Set<OutputFinding>();
  /** Not yet let through; at most a few dozen signs. */
  private held = '';
  private before = '';
  private tail: ((sign: string) => boolean) | null = null;
  private readonly starts: RegExp;
  private readonly canary: string;

  /** @param canary a word that only the instructions hold, at least eight signs; empty: none */
  constructor(canary: string) {
    this.canary = canary.toLowerCase();
    const letters = [...secretStarts].filter((sign) => sign !== '-').join('');
    const first = canary === '' ? '' : `|[${this.canary[0]}${this.canary[0]!.toUpperCase()}]`;
    this.starts = new RegExp(String.raw`[<[-]|(?<![A-Za-z0-9])[${letters}]${first}`, 'g');
  }

  /** The instructions are being told: nothing more may be said. */
  get leaked(): boolean {
    return this.findings.has('prompt_leak');
  }

  /** How many signs wait. */
  get waiting(): number {
    return this.held.length;
  }

  /** What of this piece can be shown now. */
  push(piece: string): string {
    return this.advance(this.held + piece, false);
  }

  /** What waited, when nothing follows. */
  rest(): string {
    return this.advance(this.held, true);
  }

  private advance(text: string, last: boolean): string {
    let shown = '';
    let at = 0;
    this.held = '';
    while (at < text.length && !this.leaked) {
      at = this.skipTail(text, at);
      const next = this.nextStart(text, at);
      shown += text.slice(at, next);
      if (next > at) this.before = text[next - 1]!;
      if (next === text.length) break;
      const found = this.readingAt(text, next);
      if (found === 'open' && !last) {
        this.held = text.slice(next);
        break;
      }
      if (typeof found === 'object') shown += this.remove(found.kind);
      else shown += text[next]!;
      at = next + (typeof found === 'object' ? found.length : 1);
      this.before = text[at - 1]!;
    }
    return shown;
  }

  /** What still belongs to a secret that was taken out. */
  private skipTail(text: string, from: number): number {
    let at = from;
    while (this.tail !== null && at < text.length) {
      if (!this.tail(text[at]!)) this.tail = null;
      else this.before = text[at++]!;
    }
    return at;
  }

  private nextStart(text: string, from: number): number {
    if (from >= text.length) return text.length;
    this.starts.lastIndex = from;
    return this.starts.exec(text)?.index ?? text.length;
  }

  private readingAt(text: string, at: number): Reading<Found> {
    let best: Reading<Found> = firstCertain<Found>(controlTokenAt(text, at), secretAt(text, at, this.before));
    if (this.canary !== '') {
      const agreed = agrees(text.slice(at, at + this.canary.length).toLowerCase(), 0, this.canary);
      best = firstCertain(best, agreed === 'whole' ? { kind: 'canary', length: this.canary.length } : agreed);
    }
    return best;
  }

  private remove(kind: Found): string {
    if (kind === 'canary') {
      this.findings.add('prompt_leak');
      return '';
    }
    // A space: what stood on both sides of a mark must not join to another one.
    if (kind === 'control_token') {
      this.findings.add('control_token');
      return ' ';
    }
    this.findings.add('secret');
    this.tail = secretTail(kind);
    return placeholders[kind];
  }
}
