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
];
