export class LanternQueries {
  @Handles(dim)
  dim() {}

  @Handles(polish)
  polish() {}
}
