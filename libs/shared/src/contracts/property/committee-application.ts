import { z } from 'zod';
import { contract } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { committeeErrors } from './committee.js';
import { estateErrors, estateReaders } from './estate.js';

export const meetingDemandView = z
  .object({
    id: values.id,
    committeeId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    subject: z.string(),
    memberIds: z.array(values.id),
    /** Counted at the time. */
    members: z.int(),
    evidenceIds: z.array(values.id),
    demandedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'MeetingDemand', description: 'A meeting of a committee that enough of its members demand' });

export const demandMeeting = contract({
  subject: 'property.command.committee.demand-meeting.v1',
  summary: 'Record that members of a committee demand a meeting; it counts when they are as many as the place lays down',
  roles: [...leaders, 'committee-member'],
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/committee-meeting-demands',
  input: z.object({
    id: values.id,
    committeeId: values.id,
    subject: values.text(200),
    memberIds: z.array(values.id).min(1).max(99),
    evidenceIds: values.evidence.min(1),
  }),
  output: meetingDemandView,
  errors: [committeeErrors.demandRuleMissing, committeeErrors.demandShort, committeeErrors.memberUnknown, committeeErrors.profileMissing],
  versioned: true,
});

export const meetingDemands = contract({
  subject: 'property.query.committee.meeting-demands.v1',
  summary: 'The meetings that members of a committee demanded, the latest first, each with the day of the next one held',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/committees/:committeeId/meeting-demands',
  input: z.object({ committeeId: values.id, ...values.pageInput }),
  output: values.page(meetingDemandView.extend({ heldOn: values.localDate.nullable() }).meta({ id: 'MeetingDemanded' })),
});

export const committeeApplicationView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    ownerIds: z.array(values.id),
    /** Owners of units of the estate at the time. */
    owners: z.int(),
    /** In 0.01 m². */
    deliveredArea: z.int(),
    totalArea: z.int(),
    evidenceIds: z.array(values.id),
    appliedOn: values.localDate,
    /** The last day to form the committee. */
    formBy: values.localDate,
    version: values.version,
  })
  .meta({ id: 'CommitteeApplication', description: 'That enough owners of an estate ask for a committee' });

export const applyForCommittee = contract({
  subject: 'property.command.committee.apply.v1',
  summary:
    'Record that owners of an estate apply for a committee; when they are enough, it is to be formed in the months the place lays down',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/committee-applications',
  input: z.object({
    id: values.id,
    estateId: values.id,
    ownerIds: z.array(values.id).min(1).max(1_000),
    deliveredArea: values.area,
    totalArea: values.area,
    evidenceIds: values.evidence.min(1),
  }),
  output: committeeApplicationView,
  errors: [
    estateErrors.estateUnknown,
    committeeErrors.profileMissing,
    committeeErrors.formingRuleMissing,
    committeeErrors.ownerUnknown,
    committeeErrors.applicantsShort,
    committeeErrors.deliveredShort,
    committeeErrors.alreadyStanding,
  ],
  versioned: true,
});

export const committeeApplications = contract({
  subject: 'property.query.committee.applications.v1',
  summary: 'Applications of a place for which no committee was formed yet, the one due first first',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/committee-applications',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(committeeApplicationView),
});
