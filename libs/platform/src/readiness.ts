import { Injectable } from '@nestjs/common';

export interface Condition {
  ok: boolean;
  detail: string;
  /** False: the product works, with less. */
  required: boolean;
}

/** What `/readyz` asks: each room adds its own question. */
@Injectable()
export class Readiness {
  private readonly questions = new Map<string, () => Promise<Condition>>();
  private draining = false;

  add(name: string, question: () => Promise<Condition>): void {
    this.questions.set(name, question);
  }

  /** From now on not ready: the process is about to stop. */
  drain(): void {
    this.draining = true;
  }
  get isDraining(): boolean {
    return this.draining;
  }

  async answer(): Promise<{ ready: boolean; conditions: Record<string, Condition> }> {
    const conditions: Record<string, Condition> = {};
    for (const [name, question] of this.questions) {
      conditions[name] = await question().catch((error: unknown) => ({ ok: false, detail: String(error), required: true }));
    }
    const ready = !this.draining && Object.values(conditions).every((one) => one.ok || !one.required);
    return { ready, conditions };
  }
}
