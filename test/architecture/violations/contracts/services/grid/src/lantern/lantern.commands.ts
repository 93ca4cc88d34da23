export class LanternCommands {
  @Handles(light)
  light() {}

  @Handles(dim)
  dim() {}

  @Handles(sing)
  sing() {}
}
