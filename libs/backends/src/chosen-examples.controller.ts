import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { listChosenExamples, type InputOf, type ReplyOf } from '#contracts';
import { Knowledge } from '#knowledge';
import { Endpoint, Input } from '#platform';
import { examplesByIntent } from './choose-examples.ts';

@Controller()
export class ChosenExamplesController {
  constructor(private readonly knowledge: Knowledge) {}

  /** By the same draw that answers are made with. */
  @Endpoint(listChosenExamples)
  @Requires('content:read')
  async list(@Input() { examplesPerIntent, exampleSeed }: InputOf<typeof listChosenExamples>, @Who() who: Actor): Promise<ReplyOf<typeof listChosenExamples>> {
    const { examples } = await this.knowledge.freshIndexOf(who.workspaceId);
    return { intents: examplesByIntent(examples, { examplesPerIntent: examplesPerIntent ?? null, exampleSeed }) };
  }
}
