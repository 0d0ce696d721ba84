export { announce } from './announce'
