import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { makeBlindChoice, nextBlindChoice, promoteEvaluation, undoBlindChoice } from '#contracts';
import type { BlindChoices, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { BlindChoosing } from './choices.service.ts';
import { EvaluationPromotions } from './promotions.service.ts';

/** What people add to an evaluation: their choices, and the candidate's way to visitors. */
@Controller()
export class EvaluationStepsController {
  constructor(private readonly choices: BlindChoosing, private readonly promotions: EvaluationPromotions) {}

  @Endpoint(nextBlindChoice)
  @Requires('conversations:reply')
  next(@Input() wish: InputOf<typeof nextBlindChoice>, @Who() who: Actor): Promise<BlindChoices> {
    return this.choices.next(who, wish);
  }

  @Endpoint(makeBlindChoice)
  @Requires('conversations:reply')
  choose(@Input() choice: InputOf<typeof makeBlindChoice>, @Who() who: Actor): Promise<BlindChoices> {
    return this.choices.choose(who, choice);
  }

  @Endpoint(undoBlindChoice)
  @Requires('conversations:reply')
  undo(@Input() { id }: InputOf<typeof undoBlindChoice>, @Who() who: Actor): Promise<BlindChoices> {
    return this.choices.undo(who, id);
  }

  @Endpoint(promoteEvaluation)
  @Requires('experiments:write')
  promote(@Input() wish: InputOf<typeof promoteEvaluation>, @Who() who: Actor): Promise<ReplyOf<typeof promoteEvaluation>> {
    return this.promotions.promote(who, wish);
  }
}
