import type { Touched } from './recusal.rules.js';

/**
 * C-04, C-T17 SQL: whether the member `m` is recused from what `touched` binds, starting at parameter `$from`; `isRecused` of the rules
 * says the same.
 */
export const recusedFrom = (from: number): string => `(m.organization_id = ANY($${from + 2}::uuid[]) OR EXISTS (
  SELECT 1 FROM interest i WHERE i.member_id = m.id AND i.withdrawn_at IS NULL
    AND (i.topic_id = $${from}::uuid OR i.matter = $${from + 1}::text OR i.subject_id = ANY($${from + 2}::uuid[]))))`;

/** The three parameters of `recusedFrom`. */
export const touched = ({ topicId, matter, subjectIds }: Touched): readonly unknown[] => [topicId, matter, subjectIds];
