import { CreateTopicCandidate1764000300000 } from './1764000300000-create-topic-candidate.js';
import { CreateCouncil1764000300100 } from './1764000300100-create-council.js';
import { CreateMember1764000300110 } from './1764000300110-create-member.js';
import { CreateSession1764000300120 } from './1764000300120-create-session.js';
import { CreateKnownUnit1764000300200 } from './1764000300200-create-known-unit.js';
import { CreateBallot1764000300210 } from './1764000300210-create-ballot.js';
import { CreateTopic1764000300300 } from './1764000300300-create-topic.js';
import { CreateBulletin1764000300310 } from './1764000300310-create-bulletin.js';
import { CreateResolution1764000300320 } from './1764000300320-create-resolution.js';
import { CreateTwoLists1764000300400 } from './1764000300400-create-two-lists.js';
import { CreateQuestionnaire1764000300410 } from './1764000300410-create-questionnaire.js';
import { CreateReturningMember1764000300420 } from './1764000300420-create-returning-member.js';
import { CreateVenue1764000300430 } from './1764000300430-create-venue.js';
import { NumberReturningMember1764000300440 } from './1764000300440-number-returning-member.js';
import { CreateSecretVote1764000300500 } from './1764000300500-create-secret-vote.js';
import { CreateVotingCode1764000300510 } from './1764000300510-create-voting-code.js';

/** What made the database of this service, in the order of their numbers; only added to. */
export const migrations = [
  CreateTopicCandidate1764000300000,
  CreateCouncil1764000300100,
  CreateMember1764000300110,
  CreateSession1764000300120,
  CreateKnownUnit1764000300200,
  CreateBallot1764000300210,
  CreateTopic1764000300300,
  CreateBulletin1764000300310,
  CreateResolution1764000300320,
  CreateTwoLists1764000300400,
  CreateQuestionnaire1764000300410,
  CreateReturningMember1764000300420,
  CreateVenue1764000300430,
  NumberReturningMember1764000300440,
  CreateSecretVote1764000300500,
  CreateVotingCode1764000300510,
];
