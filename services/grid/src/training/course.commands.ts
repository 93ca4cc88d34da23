import { Injectable } from '@nestjs/common';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { closeCourse, offerCourse, orderCourse, requestErrors, trainingErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { constraint, Database, named, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { closeOffer, offer, order, type CourseState } from './enrolment.rules.js';
import { actsAt } from './reach.queries.js';
import { Course, CourseOrder } from './training.entity.js';

constraint('course_order_pkey', trainingErrors.alreadyOrdered);

/** Where the worker orders course `$3`, and as whom. */
const ordering = named(
  'training.ordering',
  `SELECT ${actsAt('t.place_code')} AS place, (SELECT w.id FROM grid_worker w WHERE w.account_id = $1::uuid AND w.active) AS "workerId"
   FROM course t WHERE t.id = $3`,
);
const hold = 'SELECT status FROM course WHERE id = $1 FOR SHARE';
const demand = 'SELECT count(*)::int AS ordered FROM course_order WHERE course_id = $1';

@Injectable()
export class CourseCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly playbook: PlaybookQueries,
  ) {}

  @Handles(offerCourse)
  async offer(input: InputOf<typeof offerCourse>, request: Request): Promise<Reply> {
    const facts = { playbook: await this.playbook.at(input.placeCode), actorId: request.actor.id };
    return this.work.create(
      request,
      Course,
      (now) => offer(input, facts, now),
      ({ placeCode: place }) => ({ place }),
    );
  }

  @Handles(closeCourse)
  close({ id }: InputOf<typeof closeCourse>, request: Request): Promise<Reply> {
    return this.work.change(request, Course, id, closeOffer, ({ placeCode: place }) => ({ place }));
  }

  @Handles(orderCourse)
  async order({ id }: InputOf<typeof orderCourse>, request: Request): Promise<Reply> {
    const [at] = await this.database.read<Ordering>(ordering, [...scopeParameters(request), id]);
    ensure(at?.place, requestErrors.notFound);
    return this.work.act(request, { place: at.place, id }, (act) => ordered(act, id, at.workerId));
  }
}

interface Ordering {
  readonly place: string | null;
  readonly workerId: string | null;
}

async function ordered(act: Act, courseId: string, workerId: string | null): Promise<OutputOf<typeof orderCourse>> {
  const [course] = await act.query<Pick<CourseState, 'status'>>(hold, [courseId]);
  ensure(course, requestErrors.notFound);
  const placed = order(course, workerId, act.now);
  await act.insert(CourseOrder, [{ courseId, ...placed }]);
  const [count] = await act.query<{ ordered: number }>(demand, [courseId]);
  act.note({ ordered: true });
  return count!;
}
