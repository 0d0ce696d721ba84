const EARTH_RADIUS_KM = 6371.0088
const RADIANS = Math.PI / 180

/** Great-circle distance in kilometres between two points in degrees (haversine formula, mean earth radius). */
export function kilometresBetween(
  fromLatitude: number,
  fromLongitude: number,
  toLatitude: number,
  toLongitude: number,
): number {
  if (fromLatitude === toLatitude && fromLongitude === toLongitude) return 0
  const halfLatitude = Math.sin(((toLatitude - fromLatitude) * RADIANS) / 2)
  const halfLongitude = Math.sin(((toLongitude - fromLongitude) * RADIANS) / 2)
  const cosines = Math.cos(fromLatitude * RADIANS) * Math.cos(toLatitude * RADIANS)
  const haversine = halfLatitude * halfLatitude + cosines * halfLongitude * halfLongitude
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)))
}
