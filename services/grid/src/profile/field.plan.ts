import type { InputOf, ProfileClass, submitField } from '@gezhi/shared/contracts';
import type { Act } from '@gezhi/shared/database';
import { ensureCanSee } from './profile-visibility.rules.js';
import { ProfileField } from './profile.entity.js';
import { submit } from './profile.rules.js';

export type Survey = Omit<InputOf<typeof submitField>, 'correction'>;

/** What a data request that is answered contributes: the surveyed fields, in its act. It asked for them, whatever is held by now. */
export async function submitted(
  act: Act,
  surveys: readonly Survey[],
  by: { readonly actorId: string; readonly roles: readonly string[]; readonly classes: readonly ProfileClass[] },
): Promise<void> {
  for (const { classCode } of surveys) ensureCanSee(by.classes, classCode, by.roles);
  const fields = surveys.map((survey) => submit({ ...survey, correction: true }, undefined, by.classes, by.actorId, act.now).state);
  await act.insert(ProfileField, fields);
}
