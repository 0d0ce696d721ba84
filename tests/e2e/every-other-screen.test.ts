import { describeScreens } from '../support/every-screen'
import { OTHER_SCREENS } from '../support/product-screens'

describeScreens('every screen of models, settings and documents, and those without sign-in', OTHER_SCREENS)
