import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { readPayback, type InputOf, type Payback } from '#contracts';
import { Endpoint, Input, Problem } from '#platform';
import { ExperimentResults } from '../results.service.ts';
import { paybackOf } from './payback.ts';

@Controller()
export class PaybackController {
  constructor(private readonly results: ExperimentResults) {}

  @Endpoint(readPayback)
  @Requires('experiments:read')
  async read(@Input() { id, ...wish }: InputOf<typeof readPayback>, @Who() who: Actor): Promise<Payback> {
    const evidence = await this.results.evidence(who.workspaceId, id);
    const variant = evidence.variants.find((one) => one.id === wish.variantId);
    if (!variant) throw new Problem('not_found');
    if (variant.isControl || variant.isTwin) throw new Problem('invalid_request', { detail: 'The control and its twin are what the saving is measured against: name another variant.' });
    return paybackOf(evidence, wish);
  }
}
