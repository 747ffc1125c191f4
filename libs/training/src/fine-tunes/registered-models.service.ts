import { Injectable } from '@nestjs/common';
import type { FineTuneDetail, InputOf, registerFineTuned } from '#contracts';
import { Catalogue } from '#models';
import { Database, Problem } from '#platform';
import { FineTuneJobRow } from './fine-tune-job.entity.ts';
import { FineTunes } from './fine-tunes.service.ts';
import { TunedModels } from './tuned-models.service.ts';

/** Models that were trained elsewhere: a person says what they are called. */
@Injectable()
export class RegisteredModels {
  constructor(private readonly db: Database, private readonly catalogue: Catalogue, private readonly tuned: TunedModels, private readonly fineTunes: FineTunes) {}

  /** @throws Problem `not_found`, `fine_tune_state`, `model_taken`, `model_host_refused` */
  async register(workspaceId: string, { id, ...served }: InputOf<typeof registerFineTuned>): Promise<FineTuneDetail> {
    await this.fineTunes.read(workspaceId, id);
    await this.catalogue.checkHost(served.baseUrl);
    const { backendIds } = await this.waiting(workspaceId, id);
    const backends = await this.tuned.backendsOf({ workspaceId, backendIds });
    const model = await this.db.inWorkspace(workspaceId, async (tx) => {
      const job = await tx.getRepository(FineTuneJobRow).findOne({ where: { workspaceId, id, state: 'queued' }, lock: { mode: 'pessimistic_write' } });
      if (!job) throw new Problem('fine_tune_state');
      const made = await this.tuned.bring(tx, job, served, backends);
      if (!made) throw new Problem('model_taken');
      await tx.update(FineTuneJobRow, { workspaceId, id }, { state: 'succeeded', modelKey: made.key, modelId: made.id, finishedAt: new Date() });
      return made;
    });
    this.tuned.began(workspaceId, model.id);
    const after = await this.fineTunes.read(workspaceId, id);
    this.fineTunes.tell(workspaceId, after);
    return after;
  }

  private async waiting(workspaceId: string, id: string): Promise<FineTuneJobRow> {
    const job = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(FineTuneJobRow, { workspaceId, id }));
    if (job?.provider !== 'manual' || job.state !== 'queued') throw new Problem('fine_tune_state');
    return job;
  }
}
