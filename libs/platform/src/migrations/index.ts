import { CreateAccounts0001 } from './0001-create-accounts.ts';
import { CreateKnowledge0002 } from './0002-create-knowledge.ts';
import { CreateBackends0003 } from './0003-create-backends.ts';
import { CreateExperiments0004 } from './0004-create-experiments.ts';
import { CreateConversations0005 } from './0005-create-conversations.ts';
import { CreateAnalytics0006 } from './0006-create-analytics.ts';
import { IndexUnfinishedMessages0007 } from './0007-index-unfinished-messages.ts';
import { AddLimitsToSite0008 } from './0008-add-limits-to-site.ts';
import { AddTargetAccuracyToBackendVersion0009 } from './0009-add-target-accuracy-to-backend-version.ts';
import { KnowTheServers0010 } from './0010-know-the-servers.ts';
import { CreateFirstAnswer0011 } from './0011-create-first-answer.ts';
import { CreateTopics0012 } from './0012-create-topics.ts';
import { AddLeaseSearchAndOriginToTrainingRun0013 } from './0013-add-lease-search-and-origin-to-training-run.ts';
import { CreateSearchLearning0014 } from './0014-create-search-learning.ts';
import { AddLanguageToMessage0015 } from './0015-add-language-to-message.ts';
import { ShareOutASite0016 } from './0016-share-out-a-site.ts';
import { ChooseWhoTakesPart0017 } from './0017-choose-who-takes-part.ts';
import { DecideByPlan0018 } from './0018-decide-by-plan.ts';
import { CreateDuel0019 } from './0019-create-duel.ts';
import { KnowSignedInVisitors0020 } from './0020-know-signed-in-visitors.ts';
import { DrawAsGrowthbook0022 } from './0022-draw-as-growthbook.ts';
import { KnowVisitorsBeforeAssignment0023 } from './0023-know-visitors-before-assignment.ts';
import { RouteByTopic0024 } from './0024-route-by-topic.ts';
import { ShareOutByWhatIsMeasured0025 } from './0025-share-out-by-what-is-measured.ts';
import { ShareResults0026 } from './0026-share-results.ts';
import { CreateDataSets0027 } from './0027-create-data-sets.ts';
import { WatchModels0028 } from './0028-watch-models.ts';
import { KeepBudgets0029 } from './0029-keep-budgets.ts';
import { CreateEvaluations0030 } from './0030-create-evaluations.ts';
import { CreateFineTunes0031 } from './0031-create-fine-tunes.ts';
import { LabelVersions0032 } from './0032-label-versions.ts';
import { CreateTool0033 } from './0033-create-tool.ts';
import { RunGgufFiles0034 } from './0034-run-gguf-files.ts';
import { KnowWhenDislikedAndApproved0035 } from './0035-know-when-disliked-and-approved.ts';
import { CreateOptimizerRuns0036 } from './0036-create-optimizer-runs.ts';
import { KnowBrowsers0037 } from './0037-know-browsers.ts';
import { CheckAgainstATwin0039 } from './0039-check-against-a-twin.ts';
import { KeepCoverageOfEpochs0041 } from './0041-keep-coverage-of-epochs.ts';
import { RaiseCoverageInSteps0042 } from './0042-raise-coverage-in-steps.ts';
import { KeepUntilWhenHostingIsBorne0043 } from './0043-keep-until-when-hosting-is-borne.ts';
import { KnowWhatALabelCameFrom0048 } from './0048-know-what-a-label-came-from.ts';

/** In the order in which they are applied; forward only. */
export const migrations = [
  CreateAccounts0001,
  CreateKnowledge0002,
  CreateBackends0003,
  CreateExperiments0004,
  CreateConversations0005,
  CreateAnalytics0006,
  IndexUnfinishedMessages0007,
  AddLimitsToSite0008,
  AddTargetAccuracyToBackendVersion0009,
  KnowTheServers0010,
  CreateFirstAnswer0011,
  CreateTopics0012,
  AddLeaseSearchAndOriginToTrainingRun0013,
  CreateSearchLearning0014,
  AddLanguageToMessage0015,
  ShareOutASite0016,
  ChooseWhoTakesPart0017,
  DecideByPlan0018,
  CreateDuel0019,
  KnowSignedInVisitors0020,
  DrawAsGrowthbook0022,
  KnowVisitorsBeforeAssignment0023,
  RouteByTopic0024,
  ShareOutByWhatIsMeasured0025,
  ShareResults0026,
  CreateDataSets0027,
  WatchModels0028,
  KeepBudgets0029,
  CreateEvaluations0030,
  CreateFineTunes0031,
  LabelVersions0032,
  CreateTool0033,
  RunGgufFiles0034,
  KnowWhenDislikedAndApproved0035,
  CreateOptimizerRuns0036,
  KnowBrowsers0037,
  CheckAgainstATwin0039,
  KeepCoverageOfEpochs0041,
  RaiseCoverageInSteps0042,
  KeepUntilWhenHostingIsBorne0043,
  KnowWhatALabelCameFrom0048,
];
