import { profileErrors, type ProfileClass } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** G-04, X-T8 A sensitive class is seen only by those whose duty needs it; the catalogue says which roles these are. */
export function canSee({ visibleTo }: ProfileClass, roles: readonly string[]): boolean {
  return visibleTo === null || visibleTo.some((role) => roles.includes(role));
}

/** G-04, X-T8 The codes of the classes hidden from these roles. */
export function hiddenFrom(classes: readonly ProfileClass[], roles: readonly string[]): string[] {
  return classes.filter((profileClass) => !canSee(profileClass, roles)).map(({ code }) => code);
}

/** G-04, X-T8 Who may not see a class answers nothing about it either; refuses with `grid.profile.class-hidden`. */
export function ensureCanSee(classes: readonly ProfileClass[], classCode: string, roles: readonly string[]): void {
  ensure(!hiddenFrom(classes, roles).includes(classCode), profileErrors.classHidden, { classCode });
}
