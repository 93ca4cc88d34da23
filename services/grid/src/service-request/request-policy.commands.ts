import { Injectable } from '@nestjs/common';
import { publishRequestPolicy, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { acceptPolicy } from './request-policy.rules.js';
import { RequestPolicyVersion } from './service-request.entity.js';

const nextVersion = 'SELECT coalesce(max(version), 0)::int + 1 AS version FROM request_policy_version WHERE jurisdiction_id = $1';

@Injectable()
export class RequestPolicyCommands {
  constructor(private readonly work: UnitOfWork) {}

  /** The next version holds for what is filed from now on; requests under way keep the terms they were filed under. */
  @Handles(publishRequestPolicy)
  publish({ id, jurisdictionId, ...policy }: InputOf<typeof publishRequestPolicy>, request: Request): Promise<Reply> {
    return this.work.act(request, { place: jurisdictionId, id }, async (act) => {
      acceptPolicy(policy);
      await act.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`request-policy ${jurisdictionId}`]);
      const [next] = await act.query<{ version: number }>(nextVersion, [jurisdictionId]);
      await act.insert(RequestPolicyVersion, [{ id, jurisdictionId, version: next!.version, publishedAt: act.now, body: policy }]);
      act.note({ version: next!.version });
      return { id, jurisdictionId, version: next!.version };
    });
  }
}
