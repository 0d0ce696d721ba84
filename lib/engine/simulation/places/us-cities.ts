/** The largest city of each US state and of the District of Columbia, so that a map by state has no holes. */

/** Name with state, latitude, longitude, people of the state in hundred thousands, hours from UTC. */
export type CityRow = readonly [
  name: string,
  latitude: number,
  longitude: number,
  weight: number,
  utcOffset?: number,
]

const EASTERN = -5
const CENTRAL = -6
const MOUNTAIN = -7
const PACIFIC = -8

export const US_CITIES: readonly CityRow[] = [
  ['Birmingham, AL', 33.52, -86.8, 51, CENTRAL],
  ['Anchorage, AK', 61.22, -149.9, 7, -9],
  ['Phoenix, AZ', 33.45, -112.07, 74, MOUNTAIN],
  ['Little Rock, AR', 34.75, -92.29, 31, CENTRAL],
  ['Los Angeles, CA', 34.05, -118.24, 390, PACIFIC],
  ['Denver, CO', 39.74, -104.99, 59, MOUNTAIN],
  ['Bridgeport, CT', 41.19, -73.2, 36, EASTERN],
  ['Wilmington, DE', 39.75, -75.55, 10, EASTERN],
  ['Washington, DC', 38.91, -77.04, 7, EASTERN],
  ['Jacksonville, FL', 30.33, -81.66, 226, EASTERN],
  ['Atlanta, GA', 33.75, -84.39, 110, EASTERN],
  ['Honolulu, HI', 21.31, -157.86, 14, -10],
  ['Boise, ID', 43.62, -116.2, 20, MOUNTAIN],
  ['Chicago, IL', 41.88, -87.63, 126, CENTRAL],
  ['Indianapolis, IN', 39.77, -86.16, 69, EASTERN],
  ['Des Moines, IA', 41.59, -93.62, 32, CENTRAL],
  ['Wichita, KS', 37.69, -97.34, 29, CENTRAL],
  ['Louisville, KY', 38.25, -85.76, 45, EASTERN],
  ['New Orleans, LA', 29.95, -90.07, 46, CENTRAL],
  ['Portland, ME', 43.66, -70.26, 14, EASTERN],
  ['Baltimore, MD', 39.29, -76.61, 62, EASTERN],
  ['Boston, MA', 42.36, -71.06, 70, EASTERN],
  ['Detroit, MI', 42.33, -83.05, 100, EASTERN],
  ['Minneapolis, MN', 44.98, -93.27, 57, CENTRAL],
  ['Jackson, MS', 32.3, -90.18, 29, CENTRAL],
  ['Kansas City, MO', 39.1, -94.58, 62, CENTRAL],
  ['Billings, MT', 45.78, -108.5, 11, MOUNTAIN],
  ['Omaha, NE', 41.26, -95.93, 20, CENTRAL],
  ['Las Vegas, NV', 36.17, -115.14, 32, PACIFIC],
  ['Manchester, NH', 42.99, -71.46, 14, EASTERN],
  ['Newark, NJ', 40.74, -74.17, 93, EASTERN],
  ['Albuquerque, NM', 35.08, -106.65, 21, MOUNTAIN],
  ['New York, NY', 40.71, -74.01, 196, EASTERN],
  ['Charlotte, NC', 35.23, -80.84, 108, EASTERN],
  ['Fargo, ND', 46.88, -96.79, 8, CENTRAL],
  ['Columbus, OH', 39.96, -83, 118, EASTERN],
  ['Oklahoma City, OK', 35.47, -97.52, 41, CENTRAL],
  ['Portland, OR', 45.52, -122.68, 42, PACIFIC],
  ['Philadelphia, PA', 39.95, -75.17, 130, EASTERN],
  ['Providence, RI', 41.82, -71.41, 11, EASTERN],
  ['Charleston, SC', 32.78, -79.93, 54, EASTERN],
  ['Sioux Falls, SD', 43.55, -96.7, 9, CENTRAL],
  ['Nashville, TN', 36.16, -86.78, 71, CENTRAL],
  ['Houston, TX', 29.76, -95.37, 305, CENTRAL],
  ['Salt Lake City, UT', 40.76, -111.89, 34, MOUNTAIN],
  ['Burlington, VT', 44.48, -73.21, 6, EASTERN],
  ['Virginia Beach, VA', 36.85, -75.98, 87, EASTERN],
  ['Seattle, WA', 47.61, -122.33, 78, PACIFIC],
  ['Charleston, WV', 38.35, -81.63, 18, EASTERN],
  ['Milwaukee, WI', 43.04, -87.91, 59, CENTRAL],
  ['Cheyenne, WY', 41.14, -104.82, 6, MOUNTAIN],
]
