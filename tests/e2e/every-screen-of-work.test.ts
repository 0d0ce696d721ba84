import { describeScreens } from '../support/every-screen'
import { WORK_SCREENS } from '../support/product-screens'

describeScreens('every screen of the daily work', WORK_SCREENS)
