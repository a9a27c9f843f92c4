/** Executors as an application has them. */
package com.example.serial;
