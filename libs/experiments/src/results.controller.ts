import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { proveExperiment, readProofProgress, readResults, type InputOf, type Proof, type ProofProgress, type Results } from '#contracts';
import { Endpoint, Input } from '#platform';
import { ExperimentProofs } from './proof/proofs.service.ts';
import { ExperimentResults } from './results.service.ts';

/** What experiments have shown. */
@Controller()
export class ResultsController {
  constructor(
    private readonly results: ExperimentResults,
    private readonly proofs: ExperimentProofs,
  ) {}

  @Endpoint(readResults)
  @Requires('experiments:read')
  read(@Input() { id }: InputOf<typeof readResults>, @Who() who: Actor): Promise<Results> {
    return this.results.read(who.workspaceId, id);
  }

  @Endpoint(proveExperiment)
  @Requires('experiments:read')
  prove(@Input() wish: InputOf<typeof proveExperiment>, @Who() who: Actor): Promise<Proof> {
    return this.proofs.prove(who.workspaceId, wish);
  }

  @Endpoint(readProofProgress)
  @Requires('experiments:read')
  progress(@Input() { id }: InputOf<typeof readProofProgress>, @Who() who: Actor): Promise<ProofProgress> {
    return this.proofs.progress(who.workspaceId, id);
  }
}
