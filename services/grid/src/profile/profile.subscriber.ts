import { Injectable } from '@nestjs/common';
import { partitionActivated } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { redrawnIn, inherit, inheritedVersion } from './lineage.rules.js';
import { ProfileField, ProfileVersion } from './profile.entity.js';
import { liveFields, versionAt } from './profile.queries.js';
import type { FieldState } from './profile.rules.js';
import type { ProfileVersionState } from './publication.rules.js';

@Injectable()
export class ProfileSubscriber {
  /** G-06 The profile of a redrawn grid goes on under its new code; the first chunk says it all. */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1) return;
    for (const { from, to } of redrawnIn(data.lineage)) {
      const fields = inherit(to, await heard.query<FieldState>(liveFields.text, [from]), newId);
      const [source] = await heard.query<ProfileVersionState>(versionAt.text, [from, null]);
      const version = inheritedVersion(source, fields, { id: newId(), gridCode: to, publishedAt: data.effectiveFrom });
      await heard.insert(ProfileField, fields);
      if (version) await heard.insert(ProfileVersion, [version]);
    }
  }
}
