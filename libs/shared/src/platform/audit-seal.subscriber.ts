import { Injectable, type Type } from '@nestjs/common';
import type { Service } from '../contracts/define.js';
import { platformContracts } from '../contracts/platform-operations.js';
import type { Heard } from '../messaging/heard.js';
import { On, type EventMessage } from '../messaging/on.js';
import { sealsKeptBy } from './keepers.js';

/** Keeps the seals of another service's audit, out of reach of whoever owns that database. */
export function auditSealSubscriber(service: Service): Type {
  const { auditSealed } = platformContracts(sealsKeptBy[service]);

  @Injectable()
  class AuditSealSubscriber {
    @On(auditSealed)
    async keep({ data }: EventMessage<typeof auditSealed>, heard: Heard): Promise<void> {
      // The first seal told under a number is the one that counts.
      await heard.query('INSERT INTO known_seal (service, number, seal, sealed_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
        data.service,
        data.number,
        data.seal,
        data.sealedAt,
      ]);
    }
  }
  return AuditSealSubscriber;
}
