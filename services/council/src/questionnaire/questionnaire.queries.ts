import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { questionnaireResult, questionnairesOfPlace, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { columnsOf, Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Questionnaire } from './questionnaire.entity.js';
import { tally, type QuestionnaireState } from './questionnaire.rules.js';

const answers = named('questionnaire.answers', 'SELECT choices FROM questionnaire_answer WHERE questionnaire_id = $1');

@Injectable()
export class QuestionnaireQueries {
  private readonly statements;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {
    const columns = columnsOf(database.entities.getMetadata(Questionnaire));
    this.statements = {
      one: named('questionnaire.one', `SELECT ${columns} FROM questionnaire t WHERE t.id = $1`),
      ofPlace: named(
        'questionnaire.of-place',
        `SELECT ${columns} FROM questionnaire t WHERE t.community_code = $1 AND ($2::text IS NULL OR t.state = $2)
           AND (t.opens_at, t.id) < ($3::timestamptz, $4::uuid) ORDER BY t.opens_at DESC, t.id DESC LIMIT $5`,
      ),
    };
  }

  @Handles(questionnairesOfPlace)
  async ofPlace(input: InputOf<typeof questionnairesOfPlace>): Promise<OutputOf<typeof questionnairesOfPlace>> {
    const { communityCode, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<QuestionnaireState>(this.statements.ofPlace, [communityCode, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ opensAt, id }) => [opensAt, id]);
  }

  @Handles(questionnaireResult)
  async result({ id }: InputOf<typeof questionnaireResult>, request: Request): Promise<OutputOf<typeof questionnaireResult>> {
    const { state: questionnaire } = await this.work.load(request, Questionnaire, id);
    const given = (await this.database.read<{ choices: number[][] }>(answers, [id])).map(({ choices }) => choices);
    return { answers: given.length, chosen: tally(questionnaire, given) };
  }

  /** C-16 A questionnaire, wherever it is; who may answer for a household is decided where the answer is written. */
  async questionnaire(id: string): Promise<QuestionnaireState | undefined> {
    return (await this.database.read<QuestionnaireState>(this.statements.one, [id]))[0];
  }
}
