/** Drives the whole program as its users do. */
package dev.gatehouse.conformance;
