import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { usernameText } from '@gezhi/shared/contracts';
import { system, type Request } from '@gezhi/shared/auth';
import { Database, named, newId, UnitOfWork } from '@gezhi/shared/database';
import { GatewaySettings } from '../config/gateway-config.js';
import { Account } from './account.entity.js';
import { ensurePassword, scopeOf } from './account.rules.js';
import { grant } from './assignment-writes.js';
import { assignmentOf } from './assignment-of.js';
import { Passwords } from '../session/passwords.js';

const holds = `SELECT 1 FROM assignment WHERE role = 'operator' AND scope = '' AND NOT ended LIMIT 1`;
const findOperator = named('account.operator', holds);

/** Makes the first operator of all places from the environment, once: later operators are invited. */
@Injectable()
export class FirstOperator implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly settings: GatewaySettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { OPERATOR_USERNAME, OPERATOR_PASSWORD, PASSWORD_LENGTH } = this.settings.config;
    if (!OPERATOR_USERNAME || !OPERATOR_PASSWORD || (await this.database.read(findOperator)).length) return;
    const username = usernameText.parse(OPERATOR_USERNAME);
    ensurePassword(OPERATOR_PASSWORD, username, PASSWORD_LENGTH);
    await this.create(username, await this.passwords.hash(OPERATOR_PASSWORD));
  }

  private async create(username: string, passwordHash: string): Promise<void> {
    const operation = 'gateway/first-operator';
    const request: Request = { actor: system(operation), operation, roles: [] };
    const id = newId();
    await this.work.act(request, { place: '', id }, async (act) => {
      await act.query(`SELECT pg_advisory_xact_lock(hashtext('operator of all places'))`);
      // Another replica may have been first.
      if ((await act.query(holds)).length) return {};
      const nothing = { personId: null, oidcSubject: null, endedAt: null };
      await act.insert(Account, [
        { ...nothing, id, version: 1, username, status: 'ACTIVE', placeCode: '', passwordHash, invitedAt: act.now },
      ]);
      await grant(act, [
        assignmentOf(
          request,
          act.now,
          { id: newId(), accountId: id, role: 'operator', reason: 'first operator' },
          scopeOf('operator', '', undefined),
        ),
      ]);
      return {};
    });
  }
}
