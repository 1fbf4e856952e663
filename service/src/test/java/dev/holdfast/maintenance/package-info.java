/** Tests of the commands of an operator. */
package dev.holdfast.maintenance;
